package dev.keelson.http.api;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Json;
import dev.keelson.core.execution.ExecuteAgentUseCase;
import dev.keelson.core.execution.ExecutionResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs agents as a test says, and remembers what it was asked. Safe for concurrent use. */
public final class ScriptedExecution implements ExecuteAgentUseCase {
    public static final ExecutionResult RESULT = new ExecutionResult(
            Fixtures.executionId(1), "triage", 2, "production", "local/minilm", 1_500L, Fixtures.OUTPUT, false);

    private final List<Input> asked = new ArrayList<>();
    private Function<Input, Future<ExecutionResult>> script = input -> Future.succeededFuture(RESULT);

    @Override
    public Future<ExecutionResult> execute(Input input) {
        return remember(input).apply(input);
    }

    private synchronized Function<Input, Future<ExecutionResult>> remember(Input input) {
        asked.add(input);
        return script;
    }

    public synchronized void answers(Function<Input, Future<ExecutionResult>> next) {
        script = next;
    }

    /** Answers with the input. */
    public void echoes() {
        answers(input -> Future.succeededFuture(new ExecutionResult(
                RESULT.executionId(), "triage", 2, null, "local/minilm", null, input.input(), false)));
    }

    public synchronized List<Input> asked() {
        return List.copyOf(asked);
    }

    public synchronized Input last() {
        return asked.get(asked.size() - 1);
    }

    static String output() {
        return Json.text(Fixtures.OUTPUT);
    }
}
