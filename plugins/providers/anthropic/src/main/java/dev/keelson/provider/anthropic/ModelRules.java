package dev.keelson.provider.anthropic;

import static dev.keelson.plugin.api.provider.ReasoningEffort.HIGH;
import static dev.keelson.plugin.api.provider.ReasoningEffort.LOW;
import static dev.keelson.plugin.api.provider.ReasoningEffort.MAX;
import static dev.keelson.plugin.api.provider.ReasoningEffort.MEDIUM;
import static dev.keelson.plugin.api.provider.ReasoningEffort.XHIGH;

import dev.keelson.plugin.api.provider.ReasoningEffort;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one family of models takes; {@link #TABLE} is the only place that knows models by name.
 *
 * @param models matches the whole id
 * @param efforts what {@code output_config.effort} may be, in rising order; empty when the family has no effort
 * @param structuredOutput understands {@code output_config.format} and strict tools
 * @param maxOutputTokens the most that {@code max_tokens} may be
 */
record ModelRules(
        Pattern models,
        Sampling sampling,
        Thinking thinking,
        List<ReasoningEffort> efforts,
        boolean structuredOutput,
        int maxOutputTokens) {
    /** An answer that takes longer than this many tokens should not be waited for in one piece. */
    private static final int DEFAULT_MAX_TOKENS = 20_000;

    private static final List<ReasoningEffort> NO_EFFORT = List.of();
    private static final List<ReasoningEffort> TO_HIGH = List.of(LOW, MEDIUM, HIGH);
    private static final List<ReasoningEffort> WITHOUT_XHIGH = List.of(LOW, MEDIUM, HIGH, MAX);
    private static final List<ReasoningEffort> ALL = List.of(LOW, MEDIUM, HIGH, XHIGH, MAX);

    /** Models that are not in the table are newer than it: they get what the newest ones take. */
    private static final ModelRules NEWEST =
            rules(".*", Sampling.REFUSED, Thinking.ALWAYS).with(ALL, true, 128_000);

    private static final List<ModelRules> TABLE = List.of(
            rules("3-.*", Sampling.BOTH, Thinking.NEVER).with(NO_EFFORT, false, 4_096),
            rules("(opus|sonnet)-4(-0)?", Sampling.BOTH, Thinking.BUDGET).with(NO_EFFORT, false, 32_000),
            rules("opus-4-1", Sampling.EITHER, Thinking.BUDGET).with(NO_EFFORT, true, 32_000),
            rules("(haiku|sonnet)-4-5", Sampling.EITHER, Thinking.BUDGET).with(NO_EFFORT, true, 64_000),
            rules("opus-4-5", Sampling.EITHER, Thinking.BUDGET).with(TO_HIGH, true, 64_000),
            rules("(opus|sonnet)-4-6", Sampling.BOTH, Thinking.ON_DEMAND).with(WITHOUT_XHIGH, true, 128_000),
            rules("opus-4-[78]", Sampling.REFUSED, Thinking.ON_DEMAND).with(ALL, true, 128_000),
            rules("sonnet-5|opus-5|haiku-5-5", Sampling.REFUSED, Thinking.BY_DEFAULT)
                    .with(ALL, true, 128_000),
            rules("fable-5(-[12])?|sonnet-5-5|opus-5-5", Sampling.REFUSED, Thinking.ALWAYS)
                    .with(ALL, true, 128_000));

    /** {@code model}: an id with or without a date behind it, and with or without a gateway's prefix before it. */
    static ModelRules of(String model) {
        return TABLE.stream()
                .filter(rules -> rules.models.matcher(model).matches())
                .findFirst()
                .orElse(NEWEST);
    }

    int defaultMaxTokens() {
        return Math.min(DEFAULT_MAX_TOKENS, maxOutputTokens);
    }

    /** The strongest effort that is not more than what is wanted, or the weakest there is. */
    ReasoningEffort nearest(ReasoningEffort wanted) {
        return efforts.stream()
                .filter(effort -> effort.compareTo(wanted) <= 0)
                .reduce((weaker, stronger) -> stronger)
                .orElseGet(() -> efforts.get(0));
    }

    private static ModelRules rules(String names, Sampling sampling, Thinking thinking) {
        Pattern models = Pattern.compile("(?:.*[./])?claude-(?:" + names + ")(?:[-@]\\d{8}.*|-latest)?");
        return new ModelRules(models, sampling, thinking, NO_EFFORT, false, 0);
    }

    private ModelRules with(List<ReasoningEffort> levels, boolean structured, int maxTokens) {
        return new ModelRules(models, sampling, thinking, levels, structured, maxTokens);
    }
}
