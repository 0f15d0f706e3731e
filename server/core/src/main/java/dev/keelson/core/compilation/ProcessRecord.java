package dev.keelson.core.compilation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One process in the record of a compilation.
 *
 * @param attempts how often it was started
 * @param sequence place of its last change among all changes of the compilation's processes
 * @param demanded whether it is to run even if its input is the same as before
 * @param startedAt of the last attempt
 * @param outcome of the last attempt that ended; also while it waits to run again
 */
public record ProcessRecord(
        ProcessName name,
        ProcessState state,
        int attempts,
        long sequence,
        boolean demanded,
        @Nullable Instant startedAt,
        @Nullable ProcessOutcome outcome) {

    static ProcessRecord waiting(ProcessName name) {
        return new ProcessRecord(name, ProcessState.WAITING, 0, 0, false, null, null);
    }

    ProcessRecord started(Instant now) {
        return new ProcessRecord(name, ProcessState.RUNNING, attempts + 1, sequence, demanded, now, outcome);
    }

    ProcessRecord ended(ProcessState how, ProcessOutcome came) {
        return new ProcessRecord(name, how, attempts, sequence, false, startedAt, came);
    }

    /** Waits again; what came of it before is kept for the case that its input is the same. */
    ProcessRecord again(boolean evenIfUnchanged) {
        return new ProcessRecord(name, ProcessState.WAITING, 0, sequence, evenIfUnchanged, startedAt, outcome);
    }

    /** Waits for the next node, since the one that ran it ended. */
    ProcessRecord interrupted() {
        return new ProcessRecord(name, ProcessState.WAITING, attempts, sequence, demanded, startedAt, outcome);
    }

    ProcessRecord at(long changed) {
        return new ProcessRecord(name, state, attempts, changed, demanded, startedAt, outcome);
    }

    /** The digest of the result if there is one now, else null. */
    @Nullable
    String result() {
        return state.succeeded() && outcome != null ? outcome.resultDigest() : null;
    }

    /** Whether it stands in the way of those that need it. */
    boolean blocks() {
        return state == ProcessState.FAILED
                || (state == ProcessState.SKIPPED && outcome != null && outcome.blockedBy() != null);
    }
}
