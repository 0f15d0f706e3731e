package dev.keelson.core.execution;

import static dev.keelson.core.provider.ScriptedModelClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.provider.ScriptedModelClient;
import dev.keelson.core.trace.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DraftTrialTest {
    private final ExecutionBench bench = new ExecutionBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void runsADraftByTheUsualPipelineAndMarksItsTrace() {
        bench.model(ScriptedModelClient.of(says(Json.text(Fixtures.OUTPUT))));

        try (DraftTrial trial = bench.trial(7)) {
            ExecutionResult result = trial.run(Fixtures.INPUT).await();

            assertThat(result.output()).isEqualTo(Fixtures.OUTPUT);
            assertThat(result.version()).isZero();
            Trace trace = bench.trace(result.executionId());
            assertThat(trace.summary().version()).isZero();
            assertThat(trace.spans()
                            .get(0)
                            .attributes()
                            .path("keelson.smoke_run")
                            .asBoolean())
                    .isTrue();
            assertThat(trace.spans()
                            .get(0)
                            .attributes()
                            .path("keelson.draft_revision")
                            .asLong())
                    .isEqualTo(7);
        }
    }

    @Test
    void holdsADraftToItsContract() {
        bench.model(ScriptedModelClient.of(says(Json.text(Fixtures.OUTPUT))));

        try (DraftTrial trial = bench.trial(1)) {
            assertThat(Failures.codeOf(trial.run(Json.parse("{}")))).isEqualTo(ErrorCode.INPUT_INVALID);
        }
    }
}
