package dev.keelson.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.ContractGuard;
import dev.keelson.core.contract.FieldSelection;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.provider.ScriptedModelClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallerNeedsTest {
    private final ExecutionBench bench = new ExecutionBench();
    private final ScriptedModelClient model =
            ScriptedModelClient.of(ScriptedModelClient.says(Json.text(Fixtures.OUTPUT)));

    @BeforeEach
    void publish() {
        bench.model(model).publish();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void servesTheSameMajorAndTellsTheContract() {
        ExecutionResult result = bench.run(builtFor("1"), null).await();

        assertThat(result.contractVersion()).isEqualTo("1.0");
        assertThat(result.output()).isEqualTo(Fixtures.OUTPUT);
    }

    @Test
    void refusesAnotherMajorOrAnOlderMinorBeforeAModelIsAsked() {
        KeelsonException newer = Failures.of(bench.run(builtFor("2"), "once"));
        KeelsonException minor = Failures.of(bench.run(builtFor("1.1"), "once"));

        assertThat(newer.code()).isEqualTo(ErrorCode.CONTRACT_MISMATCH);
        assertThat(newer.text()).isEqualTo("version 1 serves contract 1.0 (expected: 2.0)");
        assertThat(minor.code()).isEqualTo(ErrorCode.CONTRACT_MISMATCH);
        assertThat(model.requests()).isEmpty();
        assertThat(bench.run(builtFor("1.0"), "once").await().replayed()).isFalse();
    }

    @Test
    void cutsTheOutputAndKeepsTheWholeInTheTrace() {
        var needs = new CallerNeeds(null, FieldSelection.parse("team"));

        ExecutionResult result = bench.run(needs, "k").await();
        ExecutionResult replayed = bench.run(CallerNeeds.NONE, "k").await();

        assertThat(result.output()).isEqualTo(Json.parse("{\"team\":\"billing\"}"));
        assertThat(bench.trace(result.executionId()).output()).isEqualTo(Fixtures.OUTPUT);
        assertThat(replayed.output()).isEqualTo(Fixtures.OUTPUT);
        assertThat(replayed.contractVersion()).isEqualTo("1.0");
    }

    @Test
    void refusesUnknownFieldsBeforeAModelIsAsked() {
        KeelsonException failure = Failures.of(bench.run(new CallerNeeds(null, FieldSelection.parse("colour")), null));

        assertThat(failure.code()).isEqualTo(ErrorCode.FIELD_UNKNOWN);
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void tellsTheContractOfTheVersionThatAnsweredWhenTheAliasHasMovedOn() {
        bench.run(CallerNeeds.NONE, "k").await();
        bench.publish();

        ExecutionResult replayed = bench.run(CallerNeeds.NONE, "k").await();

        assertThat(replayed.version()).isEqualTo(1);
        assertThat(replayed.contractVersion()).isEqualTo("1.0");
    }

    private static CallerNeeds builtFor(String contract) {
        return new CallerNeeds(ContractGuard.parse(contract).orElseThrow(), null);
    }
}
