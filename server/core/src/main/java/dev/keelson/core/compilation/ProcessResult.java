package dev.keelson.core.compilation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;

/**
 * How a process ended.
 *
 * @param summary one or two plain sentences: what was done and found, or why it was skipped
 * @param method what did it: {@code rules}, or {@code agent keelson-spec-reader v1}
 * @param result the process's own JSON object, at most 256 KB; null JSON when skipped
 * @param costNanoUsd of model work
 * @param executionIds of the executions that did model work; their traces can be read
 */
public record ProcessResult(
        Status status, String summary, String method, JsonNode result, long costNanoUsd, List<String> executionIds) {

    public ProcessResult {
        executionIds = List.copyOf(executionIds);
    }

    /** Done without a model. */
    public static ProcessResult byRules(String summary, JsonNode result) {
        return new ProcessResult(Status.DONE, summary, "rules", result, 0, List.of());
    }

    /** {@code reason}: why this could not be done here, and what would make it possible. */
    public static ProcessResult skipped(String reason) {
        return new ProcessResult(Status.SKIPPED, reason, "none", NullNode.getInstance(), 0, List.of());
    }

    /** Whether the process did its work. */
    public enum Status {
        DONE,
        SKIPPED
    }
}
