package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import dev.keelson.plugin.api.provider.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes how a model is to answer: length, thinking, effort and sampling, by the rules of its family. */
final class TuningMapper {
    /** A smaller budget for thinking is refused. */
    private static final int MIN_BUDGET = 1_024;

    private static final Map<ReasoningEffort, Integer> BUDGETS = Map.of(
            ReasoningEffort.MINIMAL, MIN_BUDGET,
            ReasoningEffort.LOW, 2_048,
            ReasoningEffort.MEDIUM, 8_192,
            ReasoningEffort.HIGH, 16_384,
            ReasoningEffort.XHIGH, 32_768,
            ReasoningEffort.MAX, 49_152);

    private final boolean servesSampling;

    /** {@code servesSampling}: the API version still knows temperature and top_p. */
    TuningMapper(boolean servesSampling) {
        this.servesSampling = servesSampling;
    }

    void write(ChatRequest request, ModelRules rules, RequestDraft draft) {
        int maxTokens = writeMaxTokens(request, rules, draft);
        boolean thinks = request.reasoningEffort()
                .filter(effort -> canThinkNow(request, rules, draft))
                .map(effort -> writeEffort(effort, rules, maxTokens, draft))
                .orElse(false);
        if (!servesSampling || rules.sampling() == Sampling.REFUSED) {
            leaveOutSampling(request, "the model or the API version refuses it", draft);
        } else if (thinks) {
            leaveOutSampling(request, "it does not go with thinking", draft);
        } else {
            writeSampling(request, rules, draft);
        }
    }

    private static int writeMaxTokens(ChatRequest request, ModelRules rules, RequestDraft draft) {
        int wanted = request.maxOutputTokens().orElseGet(rules::defaultMaxTokens);
        int given = Math.min(wanted, rules.maxOutputTokens());
        if (given < wanted) {
            draft.note("lowered max_tokens from " + wanted + " to " + given + ", the most that the model takes");
        }
        draft.put("max_tokens", given);
        return given;
    }

    /** Models with a budget can't start to think in the middle of a turn whose calls another model made. */
    private static boolean canThinkNow(ChatRequest request, ModelRules rules, RequestDraft draft) {
        List<Message> messages = request.messages();
        int last = messages.size() - 1;
        while (last >= 0 && messages.get(last).role() == Role.TOOL) {
            last--;
        }
        boolean inTurn = last >= 0 && last < messages.size() - 1;
        if (rules.thinking() == Thinking.BUDGET
                && inTurn
                && messages.get(last).providerState().isEmpty()) {
            draft.note("left out the reasoning effort: the turn was begun without thinking");
            return false;
        }
        return true;
    }

    /** Whether the model was told to think. */
    private static boolean writeEffort(ReasoningEffort effort, ModelRules rules, int maxTokens, RequestDraft draft) {
        boolean off = effort == ReasoningEffort.NONE;
        boolean thinks = off ? writeOff(rules, draft) : writeOn(effort, rules, maxTokens, draft);
        if (!rules.efforts().isEmpty() && (!off || thinks)) {
            draft.putOutputConfig("effort", rules.nearest(effort).name().toLowerCase(Locale.ROOT));
        }
        return thinks;
    }

    /** Whether the model thinks all the same. Families that think only when told to are told nothing. */
    private static boolean writeOff(ModelRules rules, RequestDraft draft) {
        if (rules.thinking() == Thinking.BY_DEFAULT) {
            draft.put("thinking", Map.of("type", "disabled"));
        }
        if (rules.thinking() == Thinking.ALWAYS) {
            draft.note("the model can't stop thinking; it was asked for its lowest effort");
        }
        return rules.thinking() == Thinking.ALWAYS;
    }

    private static boolean writeOn(ReasoningEffort effort, ModelRules rules, int maxTokens, RequestDraft draft) {
        return switch (rules.thinking()) {
            case NEVER -> {
                draft.note("left out the reasoning effort: the model does not think");
                yield false;
            }
            case BUDGET -> writeBudget(BUDGETS.getOrDefault(effort, MIN_BUDGET), maxTokens, draft);
            case ON_DEMAND, BY_DEFAULT -> {
                draft.put("thinking", Map.of("type", "adaptive"));
                yield true;
            }
            case ALWAYS -> true;
        };
    }

    /** Half of the output at most, because the answer itself has to fit in as well. */
    private static boolean writeBudget(int wanted, int maxTokens, RequestDraft draft) {
        int budget = Math.min(wanted, maxTokens / 2);
        if (budget < MIN_BUDGET) {
            draft.note("left out the reasoning effort: max_tokens leaves no room for thinking");
            return false;
        }
        draft.put("thinking", Map.of("type", "enabled", "budget_tokens", budget));
        return true;
    }

    private static void leaveOutSampling(ChatRequest request, String reason, RequestDraft draft) {
        request.temperature().ifPresent(value -> draft.note("left out temperature: " + reason));
        request.topP().ifPresent(value -> draft.note("left out top_p: " + reason));
    }

    private static void writeSampling(ChatRequest request, ModelRules rules, RequestDraft draft) {
        request.temperature().ifPresent(value -> {
            if (value > 1) {
                draft.note("lowered temperature from " + value + " to 1, the most that the model takes");
            }
            draft.put("temperature", Math.min(value, 1.0));
        });
        boolean alone = request.temperature().isEmpty() || rules.sampling() == Sampling.BOTH;
        request.topP().ifPresent(value -> {
            if (alone) {
                draft.put("top_p", value);
            } else {
                draft.note("left out top_p: the model does not take it together with temperature");
            }
        });
    }
}
