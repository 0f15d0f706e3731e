package dev.keelson.core.audit;

import org.jspecify.annotations.Nullable;

/**
 * What recomputing a part of the audit log told.
 *
 * @param from the first entry that was looked at
 * @param to the last one; {@code from - 1} when there was none
 * @param firstBad null when all of them are in order
 * @param next where to go on; null when the end was reached
 * @param tailHash hash of entry {@code to}, empty when there was none: kept elsewhere, it shows later a tail that was cut
 */
public record AuditVerification(
        long from,
        long to,
        @Nullable Bad firstBad,
        @Nullable Long next,
        String tailHash) {

    /** The first entry that is not as it was written, and what is wrong there. */
    public record Bad(long seq, String what) {}
}
