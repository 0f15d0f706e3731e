package dev.keelson.core.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an audit entry says, before it has a place in the chain: ids, names and short texts, never a secret or a payload.
 * Longer texts are cut to {@value #MAX_TEXT} characters.
 *
 * @param before the target's state before the change; empty when there was nothing
 * @param after the target's state after the change; empty in an intent and when nothing was changed
 * @param result null in an intent
 * @param intentSeq the entry that an outcome closes; null in an intent
 */
public record AuditEvent(
        Instant at,
        AuditActor actor,
        String action,
        String target,
        String before,
        String after,
        String reason,
        @Nullable Result result,
        @Nullable Long intentSeq) {
    public static final int MAX_TEXT = 500;

    public AuditEvent {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(action, "action");
        target = cut(target);
        before = cut(before);
        after = cut(after);
        reason = cut(reason);
        if ((result == null) != (intentSeq == null)) {
            throw new IllegalArgumentException(
                    "an outcome has a result and the entry that it closes, an intent neither");
        }
    }

    /**
     * How a change ended.
     *
     * @param code why nothing was changed, as in the answers of the API; empty when something was
     */
    public record Result(Outcome outcome, String code) {
        public static final Result DONE = new Result(Outcome.DONE, "");

        public Result {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(code, "code");
        }
    }

    /** The ends that a change can have. */
    public enum Outcome {
        DONE,
        /** A rule or the state of the target forbade it. */
        REFUSED,
        /** Something broke, or the server died before the change. */
        FAILED,
        /** Nobody can tell any more. */
        UNKNOWN;

        /** The name as it stands in entries and answers. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a change is announced here, and not its end told. */
    public boolean isIntent() {
        return result == null;
    }

    static AuditEvent intent(AuditedChange change, Instant at) {
        return new AuditEvent(
                at,
                AuditActor.of(change.by()),
                change.action(),
                change.target(),
                change.before(),
                "",
                change.reason(),
                null,
                null);
    }

    /** The end of what the intent {@code opened} announced. */
    static AuditEvent outcome(AuditEntry opened, Result result, String after, Instant at) {
        AuditEvent intent = opened.event();
        return new AuditEvent(
                at,
                intent.actor(),
                intent.action(),
                intent.target(),
                intent.before(),
                after,
                intent.reason(),
                result,
                opened.seq());
    }

    /** The same, told by another than who acted. */
    AuditEvent toldBy(AuditActor teller, String why) {
        return new AuditEvent(at, teller, action, target, before, after, why, result, intentSeq);
    }

    private static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 2)) ? MAX_TEXT - 2 : MAX_TEXT - 1;
        return text.substring(0, end) + "…";
    }
}
