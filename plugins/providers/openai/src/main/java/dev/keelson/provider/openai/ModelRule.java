package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.ReasoningEffort;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one family of models accepts.
 *
 * @param ids matches the ids of the family
 * @param efforts the reasoning efforts that it knows, weakest first; empty when it does not reason
 */
record ModelRule(Pattern ids, Sampling sampling, List<ReasoningEffort> efforts, ChatTools chatTools, Home home) {

    /** When temperature and top_p are accepted. */
    enum Sampling {
        ALWAYS,
        /** Only when the reasoning effort is {@code none}. */
        WITHOUT_REASONING,
        NEVER
    }

    /** What Chat Completions says to function tools. */
    enum ChatTools {
        ACCEPTED,
        /** Refused beside a reasoning effort other than {@code none}. */
        WITHOUT_EFFORT,
        /** Refused unless the reasoning effort is {@code none}, which is not the default. */
        EFFORT_NONE,
        REFUSED
    }

    /** The form of the API in which the family can be reached. */
    enum Home {
        BOTH,
        RESPONSES,
        CHAT
    }

    boolean matches(String model) {
        return ids.matcher(model).matches();
    }

    /** Asking a model that does not reason for its encrypted reasoning is an error. */
    boolean givesEncryptedReasoning() {
        return !efforts.isEmpty() && !equals(ModelRules.UNKNOWN);
    }

    /** The nearest effort that the family knows; of two equally near ones the stronger, which never turns reasoning off. */
    ReasoningEffort nearest(ReasoningEffort wanted) {
        ReasoningEffort best = efforts.get(0);
        for (ReasoningEffort each : efforts) {
            if (distance(each, wanted) <= distance(best, wanted)) {
                best = each;
            }
        }
        return best;
    }

    private static int distance(ReasoningEffort a, ReasoningEffort b) {
        return Math.abs(strength(a) - strength(b));
    }

    private static int strength(ReasoningEffort effort) {
        return switch (effort) {
            case NONE -> 0;
            case MINIMAL -> 1;
            case LOW -> 2;
            case MEDIUM -> 3;
            case HIGH -> 4;
            case XHIGH -> 5;
            case MAX -> 6;
        };
    }
}
