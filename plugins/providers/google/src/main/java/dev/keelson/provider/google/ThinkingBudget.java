package dev.keelson.provider.google;

import dev.keelson.plugin.api.provider.ReasoningEffort;
import java.util.Map;

/**
 * Gemini 2.5: a number of tokens.
 *
 * @param least the smallest budget; 0 when thinking can be turned off
 */
record ThinkingBudget(int least, int most) implements ThinkingRule {

    @Override
    public Choice choose(ReasoningEffort effort) {
        int wanted = tokens(effort);
        int budget = Math.min(most, Math.max(least, wanted));
        String note = effort == ReasoningEffort.NONE && budget > 0
                ? "thinking can't be turned off: the budget is " + budget + " tokens"
                : "";
        return new Choice(Map.of("thinkingBudget", budget), note);
    }

    private int tokens(ReasoningEffort effort) {
        return switch (effort) {
            case NONE -> 0;
            case MINIMAL -> 512;
            case LOW -> 1_024;
            case MEDIUM -> 8_192;
            case HIGH -> 24_576;
            case XHIGH, MAX -> most;
        };
    }
}
