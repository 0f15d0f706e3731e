package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ReasoningEffort;
import dev.keelson.provider.support.JsonFields;
import java.util.Map;
import java.util.Optional;

/** Knows how upstreams word how much to think, and where they put what they thought. */
final class Reasoning {
    /** The older name, and the one under which servers that want it back look for it. */
    static final String FIELD = "reasoning_content";

    private static final String NEWER_FIELD = "reasoning";

    private Reasoning() {}

    /** The text of a message or delta; empty when there is none. Some servers fill both fields with the same. */
    static String of(JsonFields message) {
        return message.text(FIELD)
                .filter(text -> !text.isEmpty())
                .or(() -> message.text(NEWER_FIELD))
                .orElse("");
    }

    /** For the host to keep with the turn. */
    static Map<String, Object> toState(String text) {
        return Map.of(FIELD, text);
    }

    /** What to send with an earlier turn: empty text where nothing was kept, because a missing field is refused. */
    static String ofTurn(Message turn) {
        return turn.providerState()
                .flatMap(JsonFields::of)
                .flatMap(state -> state.text(FIELD))
                .orElse("");
    }

    /** The nearest word that the upstream knows; empty when it knows none. */
    static Optional<String> effort(ReasoningEffort effort, UpstreamTraits traits) {
        if (!traits.has(Trait.REASONING_EFFORT)) {
            return Optional.empty();
        }
        boolean fine = traits.has(Trait.FINE_REASONING_EFFORT);
        return Optional.of(
                switch (effort) {
                    case NONE -> "none";
                    case MINIMAL -> fine ? "minimal" : "low";
                    case LOW -> "low";
                    case MEDIUM -> "medium";
                    case HIGH -> "high";
                    case XHIGH, MAX -> fine ? "xhigh" : "high";
                });
    }
}
