package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a request is sampled and how much the model reasons, within what the model accepts; the rest becomes notes. */
final class Tuning {
    private final ChatRequest request;
    private final ModelRule rule;
    private final List<String> notes = new ArrayList<>();
    private final @Nullable ReasoningEffort effort;

    private Tuning(ChatRequest request, ModelRule rule, boolean onChat) {
        this.request = request;
        this.rule = rule;
        @Nullable ReasoningEffort known = knownEffort();
        this.effort = onChat && !request.tools().isEmpty() ? besideChatTools(known) : known;
    }

    static Tuning forResponses(ChatRequest request) {
        return new Tuning(request, ModelRules.of(request.model()), false);
    }

    /** Throws {@link PluginException} of type UNSUPPORTED when Chat Completions refuses the model's tools. */
    static Tuning forChat(ChatRequest request) {
        return new Tuning(request, ModelRules.of(request.model()), true);
    }

    ModelRule rule() {
        return rule;
    }

    List<String> notes() {
        return notes;
    }

    /** The effort in the words of the API; empty leaves it to the model. */
    Optional<String> effort() {
        return Optional.ofNullable(effort).map(Tuning::word);
    }

    /** Puts temperature and top_p where the model accepts them. */
    void putSampling(Map<String, Object> body) {
        boolean accepted = accepted();
        request.temperature().ifPresent(value -> put(body, "temperature", value, accepted));
        request.topP().ifPresent(value -> put(body, "top_p", value, accepted));
    }

    private void put(Map<String, Object> body, String name, double value, boolean accepted) {
        if (accepted) {
            body.put(name, value);
        } else {
            notes.add("left out " + name + ": " + request.model() + " refuses it" + whenAccepted());
        }
    }

    private boolean accepted() {
        return switch (rule.sampling()) {
            case ALWAYS -> true;
            case WITHOUT_REASONING -> effort == ReasoningEffort.NONE;
            case NEVER -> false;
        };
    }

    private String whenAccepted() {
        return rule.sampling() == ModelRule.Sampling.WITHOUT_REASONING ? " unless the reasoning effort is none" : "";
    }

    private @Nullable ReasoningEffort knownEffort() {
        @Nullable ReasoningEffort wanted = request.reasoningEffort().orElse(null);
        if (wanted == null) {
            return null;
        }
        if (rule.efforts().isEmpty()) {
            notes.add("left out the reasoning effort: " + request.model() + " does not reason");
            return null;
        }
        ReasoningEffort nearest = rule.nearest(wanted);
        if (nearest != wanted) {
            notes.add("reasoning effort " + word(nearest) + " instead of " + word(wanted) + ", which " + request.model()
                    + " does not know");
        }
        return nearest;
    }

    /** An effort that was asked for is never dropped in silence: such a request belongs on the Responses API. */
    private @Nullable ReasoningEffort besideChatTools(@Nullable ReasoningEffort known) {
        boolean reasons = known != null && known != ReasoningEffort.NONE;
        return switch (rule.chatTools()) {
            case ACCEPTED -> known;
            case WITHOUT_EFFORT -> reasons ? refuse() : known;
            case EFFORT_NONE -> reasons ? refuse() : withoutReasoning(known);
            case REFUSED -> refuse();
        };
    }

    private ReasoningEffort withoutReasoning(@Nullable ReasoningEffort known) {
        if (known == null) {
            notes.add("reasoning effort none: Chat Completions refuses tools of " + request.model() + " otherwise");
        }
        return ReasoningEffort.NONE;
    }

    private ReasoningEffort refuse() {
        throw new PluginException(
                ErrorType.UNSUPPORTED,
                "Chat Completions refuses tools of " + request.model()
                        + (rule.chatTools() == ModelRule.ChatTools.REFUSED ? "" : " beside a reasoning effort")
                        + "; set api to auto");
    }

    private static String word(ReasoningEffort effort) {
        return effort.name().toLowerCase(Locale.ROOT);
    }
}
