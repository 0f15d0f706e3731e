package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Limits;
import dev.keelson.core.agent.ResolvedVersion;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.resilience.Deadline;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.TraceRecorder;
import dev.keelson.core.trace.TraceRecorder.OpenSpan;
import dev.keelson.plugin.api.provider.Usage;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What one execution has used up and found out so far. Confined to the execution's context. */
final class RunningExecution {
    private final String id;
    private final Principal by;
    private final ResolvedVersion resolved;
    private final CompiledVersion compiled;
    private final JsonNode input;
    private final Instant startedAt;
    private final Deadline deadline;
    private final ExecutionListener listener;
    private final TraceRecorder recorder;
    private final OpenSpan root;

    private int modelCalls;
    private int toolCalls;
    private long inputTokens;
    private long outputTokens;
    private boolean costKnown = true;
    private long costNanoUsd;
    private @Nullable String target;

    RunningExecution(Start start, TraceRecorder recorder) {
        id = start.id;
        by = start.by;
        resolved = start.resolved;
        compiled = start.compiled;
        input = start.input;
        startedAt = start.startedAt;
        deadline = start.deadline;
        listener = start.listener;
        this.recorder = recorder;
        root = recorder.start("invoke_agent " + resolved.version().agent(), Span.Kind.INTERNAL, null);
    }

    /** What is fixed when an execution starts. */
    record Start(
            String id,
            Principal by,
            ResolvedVersion resolved,
            CompiledVersion compiled,
            JsonNode input,
            Instant startedAt,
            Deadline deadline,
            ExecutionListener listener) {}

    String id() {
        return id;
    }

    Principal by() {
        return by;
    }

    ResolvedVersion resolved() {
        return resolved;
    }

    CompiledVersion compiled() {
        return compiled;
    }

    JsonNode input() {
        return input;
    }

    Instant startedAt() {
        return startedAt;
    }

    Deadline deadline() {
        return deadline;
    }

    ExecutionListener listener() {
        return listener;
    }

    TraceRecorder recorder() {
        return recorder;
    }

    OpenSpan root() {
        return root;
    }

    OpenSpan startSpan(String name, Span.Kind kind) {
        return recorder.start(name, kind, root);
    }

    /** Throws {@link ErrorCode#EXECUTION_LIMIT_REACHED} or {@link ErrorCode#DEADLINE_EXCEEDED}. */
    void countModelCall() {
        requireTime();
        Limits limits = compiled.definition().limits();
        if (++modelCalls > limits.maxModelCalls()) {
            throw new KeelsonException(
                    ErrorCode.EXECUTION_LIMIT_REACHED,
                    "the agent's limit of " + limits.maxModelCalls() + " model calls is used up");
        }
    }

    /** Throws {@link ErrorCode#EXECUTION_LIMIT_REACHED} or {@link ErrorCode#DEADLINE_EXCEEDED}. */
    void countToolCalls(int more) {
        requireTime();
        Limits limits = compiled.definition().limits();
        toolCalls += more;
        if (toolCalls > limits.maxToolCalls()) {
            throw new KeelsonException(
                    ErrorCode.EXECUTION_LIMIT_REACHED,
                    "the agent's limit of " + limits.maxToolCalls() + " tool calls is used up");
        }
    }

    void requireTime() {
        if (deadline.isOver()) {
            throw deadlineExceeded();
        }
    }

    KeelsonException deadlineExceeded() {
        return new KeelsonException(
                ErrorCode.DEADLINE_EXCEEDED,
                "no answer within " + compiled.definition().limits().timeoutMs() + " ms");
    }

    void answeredBy(String providerAndModel, Usage usage, OptionalLong cost) {
        target = providerAndModel;
        inputTokens += usage.inputTokens();
        outputTokens += usage.outputTokens();
        costKnown &= cost.isPresent();
        costNanoUsd += cost.orElse(0);
    }

    int modelCalls() {
        return modelCalls;
    }

    @Nullable
    String target() {
        return target;
    }

    long inputTokens() {
        return inputTokens;
    }

    long outputTokens() {
        return outputTokens;
    }

    /** Null when the price of a call is unknown. */
    @Nullable
    Long costNanoUsd() {
        return costKnown ? costNanoUsd : null;
    }
}
