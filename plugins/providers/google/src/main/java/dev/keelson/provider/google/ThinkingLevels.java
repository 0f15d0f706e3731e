package dev.keelson.provider.google;

import dev.keelson.plugin.api.provider.ReasoningEffort;
import java.util.Map;

/**
 * Gemini 3 and newer: levels up to HIGH, never off.
 *
 * @param lowest the least that the family knows
 */
record ThinkingLevels(ReasoningEffort lowest) implements ThinkingRule {

    @Override
    public Choice choose(ReasoningEffort effort) {
        ReasoningEffort level = nearest(effort);
        String note = level == effort ? "" : "reasoning effort " + effort + " became " + level + ": the nearest here";
        return new Choice(Map.of("thinkingLevel", level.name()), note);
    }

    private ReasoningEffort nearest(ReasoningEffort effort) {
        if (effort.compareTo(lowest) < 0) {
            return lowest;
        }
        return effort.compareTo(ReasoningEffort.HIGH) > 0 ? ReasoningEffort.HIGH : effort;
    }
}
