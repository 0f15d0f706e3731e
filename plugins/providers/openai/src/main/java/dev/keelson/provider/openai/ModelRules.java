package dev.keelson.provider.openai;

import static dev.keelson.plugin.api.provider.ReasoningEffort.HIGH;
import static dev.keelson.plugin.api.provider.ReasoningEffort.LOW;
import static dev.keelson.plugin.api.provider.ReasoningEffort.MAX;
import static dev.keelson.plugin.api.provider.ReasoningEffort.MEDIUM;
import static dev.keelson.plugin.api.provider.ReasoningEffort.MINIMAL;
import static dev.keelson.plugin.api.provider.ReasoningEffort.NONE;
import static dev.keelson.plugin.api.provider.ReasoningEffort.XHIGH;
import static dev.keelson.provider.openai.ModelRule.Sampling.ALWAYS;
import static dev.keelson.provider.openai.ModelRule.Sampling.NEVER;
import static dev.keelson.provider.openai.ModelRule.Sampling.WITHOUT_REASONING;

import dev.keelson.plugin.api.provider.ReasoningEffort;
import dev.keelson.provider.openai.ModelRule.ChatTools;
import dev.keelson.provider.openai.ModelRule.Home;
import dev.keelson.provider.openai.ModelRule.Sampling;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of what each family of models accepts: the one place that knows models by name. */
final class ModelRules {
    private static final List<ReasoningEffort> NO_EFFORT = List.of();
    private static final List<ReasoningEffort> LOW_TO_HIGH = List.of(LOW, MEDIUM, HIGH);
    private static final List<ReasoningEffort> LOW_TO_MAX = List.of(LOW, MEDIUM, HIGH, XHIGH, MAX);

    /** A name that says nothing, such as one that a proxy gave: what is asked for goes out as it is. */
    static final ModelRule UNKNOWN =
            rule(".*", ALWAYS, List.of(ReasoningEffort.values()), ChatTools.ACCEPTED, Home.BOTH);

    /** The first match counts. */
    private static final List<ModelRule> TABLE = List.of(
            rule("gpt-4o(-mini)?-search-preview.*", NEVER, NO_EFFORT, ChatTools.REFUSED, Home.CHAT),
            rule("(gpt-[34]|chatgpt-4|gpt-5-chat).*", ALWAYS, NO_EFFORT, ChatTools.ACCEPTED, Home.BOTH),
            rule("gpt-5-pro.*", NEVER, List.of(HIGH), ChatTools.REFUSED, Home.RESPONSES),
            rule("o\\d+-pro.*", NEVER, LOW_TO_HIGH, ChatTools.REFUSED, Home.RESPONSES),
            rule("gpt-.*-pro(-\\d.*)?", NEVER, List.of(MEDIUM, HIGH, XHIGH), ChatTools.REFUSED, Home.RESPONSES),
            rule("gpt-.*-codex.*", NEVER, LOW_TO_HIGH, ChatTools.REFUSED, Home.RESPONSES),
            rule("o\\d.*", NEVER, LOW_TO_HIGH, ChatTools.ACCEPTED, Home.BOTH),
            rule("gpt-5(-.*)?", NEVER, List.of(MINIMAL, LOW, MEDIUM, HIGH), ChatTools.ACCEPTED, Home.BOTH),
            rule("gpt-5\\.1(-.*)?", WITHOUT_REASONING, withNone(LOW_TO_HIGH), ChatTools.ACCEPTED, Home.BOTH),
            rule(
                    "gpt-5\\.[23](-.*)?",
                    WITHOUT_REASONING,
                    List.of(NONE, LOW, MEDIUM, HIGH, XHIGH),
                    ChatTools.ACCEPTED,
                    Home.BOTH),
            rule(
                    "gpt-5\\.[45](-.*)?",
                    WITHOUT_REASONING,
                    List.of(NONE, LOW, MEDIUM, HIGH, XHIGH),
                    ChatTools.WITHOUT_EFFORT,
                    Home.BOTH),
            rule("gpt-5\\..*", WITHOUT_REASONING, withNone(LOW_TO_MAX), ChatTools.EFFORT_NONE, Home.BOTH),
            rule(
                    "gpt-6(-sol|-luna|\\.1-terra).*",
                    WITHOUT_REASONING,
                    withNone(LOW_TO_MAX),
                    ChatTools.EFFORT_NONE,
                    Home.BOTH),
            // Astra, 6.1-sol and 6.2; a model that comes later is more likely to be like these than like older ones.
            rule("gpt-\\d.*", NEVER, LOW_TO_MAX, ChatTools.REFUSED, Home.BOTH),
            UNKNOWN);

    private ModelRules() {}

    static ModelRule of(String model) {
        String base = isFineTuned(model) ? model.split(":", -1)[1] : model;
        return TABLE.stream().filter(rule -> rule.matches(base)).findFirst().orElse(UNKNOWN);
    }

    /** Ids of fine-tuned models look like {@code ft:gpt-4.1:my-org::7p4lURel}. */
    static boolean isFineTuned(String model) {
        return model.startsWith("ft:");
    }

    private static List<ReasoningEffort> withNone(List<ReasoningEffort> others) {
        return Stream.concat(Stream.of(NONE), others.stream()).toList();
    }

    private static ModelRule rule(
            String ids, Sampling sampling, List<ReasoningEffort> efforts, ChatTools tools, Home home) {
        return new ModelRule(Pattern.compile(ids), sampling, efforts, tools, home);
    }
}
