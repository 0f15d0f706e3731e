package dev.keelson.core.consumer;

import dev.keelson.core.execution.ExecuteAgentUseCase;
import dev.keelson.core.execution.ExecutionResult;
import io.vertx.core.Future;
import java.util.Objects;

/** Runs agents and records who took which answer. */
public final class RecordingExecution implements ExecuteAgentUseCase {
    private final ExecuteAgentUseCase execution;
    private final ConsumerRecorder recorder;

    public RecordingExecution(ExecuteAgentUseCase execution, ConsumerRecorder recorder) {
        this.execution = execution;
        this.recorder = recorder;
    }

    @Override
    public Future<ExecutionResult> execute(Input input) {
        return execution.execute(input).onSuccess(result -> recorder.record(use(input, result)));
    }

    private static ConsumerRecorder.Use use(Input input, ExecutionResult result) {
        String alias = result.alias();
        return new ConsumerRecorder.Use(
                result.agent(),
                alias == null ? Integer.toString(result.version()) : alias,
                input.by().keyId(),
                Objects.requireNonNullElse(result.contractVersion(), ""),
                input.needs().fields());
    }
}
