package dev.keelson.core.compilation;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of one process.
 *
 * @param summary for people; why, when it was skipped or failed
 * @param method what did it: {@code rules}, or {@code agent keelson-spec-reader v1}
 * @param tookMillis 0 when it was reused
 * @param costNanoUsd 0 when it was reused
 * @param executionIds of the executions that did model work, at most {@value #MAX_EXECUTIONS}
 * @param inputHash of everything that went in; empty when it never came to that
 * @param resultDigest under which the result is stored; null without a result
 * @param reusedFrom id of the compilation that came to the result, when it was not this one
 * @param blockedBy id of the failed process that kept this one from running
 */
public record ProcessOutcome(
        String summary,
        String method,
        long tookMillis,
        long costNanoUsd,
        List<String> executionIds,
        String inputHash,
        @Nullable String resultDigest,
        @Nullable String reusedFrom,
        @Nullable String blockedBy) {
    static final int MAX_SUMMARY = 2_000;
    static final int MAX_EXECUTIONS = 200;
    private static final String NOTHING = "none";

    public ProcessOutcome {
        Objects.requireNonNull(inputHash, "inputHash");
        summary = summary.length() <= MAX_SUMMARY ? summary : summary.substring(0, MAX_SUMMARY - 3) + "...";
        executionIds = executionIds.stream().limit(MAX_EXECUTIONS).toList();
    }

    static ProcessOutcome of(ProcessResult result, Spent spent, @Nullable String resultDigest) {
        return new ProcessOutcome(
                result.summary(),
                result.method(),
                spent.tookMillis(),
                result.costNanoUsd(),
                result.executionIds(),
                spent.inputHash(),
                resultDigest,
                null,
                null);
    }

    static ProcessOutcome failed(String reason, Spent spent, List<String> executionIds) {
        return new ProcessOutcome(
                reason, NOTHING, spent.tookMillis(), 0, executionIds, spent.inputHash(), null, null, null);
    }

    /** Neither run nor to be run. */
    static ProcessOutcome skipped(String reason, @Nullable ProcessName blockedBy) {
        String blocking = blockedBy == null ? null : blockedBy.id();
        return new ProcessOutcome(reason, NOTHING, 0, 0, List.of(), "", null, null, blocking);
    }

    /** This outcome in a later compilation, where it cost nothing. */
    ProcessOutcome reusedFrom(String compilation) {
        String origin = reusedFrom == null ? compilation : reusedFrom;
        return new ProcessOutcome(summary, method, 0, 0, executionIds, inputHash, resultDigest, origin, null);
    }

    ProcessOutcome withInputHash(String hash) {
        return new ProcessOutcome(
                summary, method, tookMillis, costNanoUsd, executionIds, hash, resultDigest, reusedFrom, blockedBy);
    }

    /** What a run took, and of what input. */
    record Spent(long tookMillis, String inputHash) {}
}
