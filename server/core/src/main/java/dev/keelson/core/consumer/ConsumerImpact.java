package dev.keelson.core.consumer;

import java.util.List;
import java.util.Locale;

/**
 * What a change of contract means to one consumer.
 *
 * @param contact empty when none was declared
 * @param evidence plain sentences, at most 20
 */
public record ConsumerImpact(String keyId, String contact, Impact impact, List<String> evidence) {

    public ConsumerImpact {
        evidence = List.copyOf(evidence);
    }

    /** From harmless to harmful. */
    public enum Impact {
        NOT_AFFECTED,
        /** What the consumer reads is not known. */
        UNKNOWN,
        AFFECTED;

        /** The impact as it stands in answers: {@code not_affected}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
