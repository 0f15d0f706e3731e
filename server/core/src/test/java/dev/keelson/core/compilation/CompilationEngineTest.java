package dev.keelson.core.compilation;

import static dev.keelson.core.compilation.ProcessName.DEFINITION;
import static dev.keelson.core.compilation.ProcessName.GLOSSARY;
import static dev.keelson.core.compilation.ProcessName.INSTRUCTIONS;
import static dev.keelson.core.compilation.ProcessName.LANGUAGE;
import static dev.keelson.core.compilation.ProcessName.READ;
import static dev.keelson.core.compilation.ProcessName.SENTENCES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompilationEngineTest {
    private final CompilationBench bench = new CompilationBench();
    private final ScriptedProcess read = new ScriptedProcess(READ);
    private final ScriptedProcess language = new ScriptedProcess(LANGUAGE, READ);
    private final ScriptedProcess sentences = new ScriptedProcess(SENTENCES, READ);
    private final ScriptedProcess glossary = new ScriptedProcess(GLOSSARY, SENTENCES);
    private final ScriptedProcess[] all = {glossary, sentences, language, read};

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void runsEachProcessAfterWhatItNeeds() {
        Compilation done = bench.compile(bench.node(all));

        assertThat(done.state()).isEqualTo(CompilationState.DONE);
        assertThat(done.processes().values())
                .extracting(ProcessRecord::state)
                .containsOnly(ProcessState.DONE)
                .hasSize(4);
        assertThat(Stream.of(all)).allMatch(process -> process.runs() == 1);
        assertThat(glossary.lastInput().results())
                .isEqualTo(Map.of(SENTENCES, Json.object().put("text", "read sentences")));
        assertThat(glossary.lastInput().by()).isEqualTo(CompilationBench.KIM);
        assertThat(bench.result(done, GLOSSARY)).isEqualTo(Json.object().put("text", "read glossary"));
        assertThat(done.process(SENTENCES).sequence())
                .isLessThan(done.process(GLOSSARY).sequence());
        assertThat(bench.audited.actions()).containsExactly("compilation.start");
    }

    @Test
    void storesThatAProcessRunsBeforeItEnds() {
        read.held();
        Compilation started = bench.start(bench.node(all));

        Compilation running = bench.awaitProcess(started, READ, ProcessState.RUNNING);

        assertThat(running.process(READ).startedAt()).isNotNull();
        assertThat(running.process(LANGUAGE).state()).isEqualTo(ProcessState.WAITING);
        read.release();
        assertThat(bench.ended(started).state()).isEqualTo(CompilationState.DONE);
    }

    @Test
    void neverRunsMoreAtATimeThanAllowed() {
        var atATime = new AtomicInteger();
        var most = new AtomicInteger();
        ScriptedProcess[] many = Stream.of(ProcessName.values())
                .map(name -> ScriptedProcess.doing(
                        input -> {
                            most.accumulateAndGet(atATime.incrementAndGet(), Math::max);
                            return bench.vertx
                                    .timer(5, java.util.concurrent.TimeUnit.MILLISECONDS)
                                    .compose(fired -> {
                                        atATime.decrementAndGet();
                                        return ScriptedProcess.done("done");
                                    });
                        },
                        name))
                .toArray(ScriptedProcess[]::new);

        Compilation done = bench.compile(bench.node(many));

        assertThat(done.state()).isEqualTo(CompilationState.DONE);
        assertThat(most).hasValue(2);
    }

    @Test
    void goesOnAroundAFailedProcess() {
        sentences.does(input -> Future.failedFuture(
                new KeelsonException(ErrorCode.MODEL_REFUSED, "the provider refused").withExecutionId("e7")));

        Compilation done = bench.compile(bench.node(all));

        assertThat(done.state()).isEqualTo(CompilationState.DONE);
        ProcessOutcome failed = outcome(done, SENTENCES);
        assertThat(done.process(SENTENCES).state()).isEqualTo(ProcessState.FAILED);
        assertThat(failed.summary()).isEqualTo("the provider refused");
        assertThat(failed.executionIds()).containsExactly("e7");
        assertThat(done.process(GLOSSARY).state()).isEqualTo(ProcessState.SKIPPED);
        assertThat(outcome(done, GLOSSARY).summary()).isEqualTo("needs sentences, which failed");
        assertThat(done.process(LANGUAGE).state()).isEqualTo(ProcessState.DONE);
        assertThat(glossary.runs()).isZero();
    }

    @Test
    void failsWithoutASpecThatCanBeRead() {
        read.does(input -> {
            throw new IllegalStateException("a bug");
        });

        Compilation done = bench.compile(bench.node(all));

        assertThat(done.state()).isEqualTo(CompilationState.FAILED);
        assertThat(outcome(done, READ).summary())
                .contains("failed unexpectedly")
                .doesNotContain("a bug");
        assertThat(outcome(done, GLOSSARY).summary())
                .isEqualTo("needs sentences, which was skipped because of a failure");
        assertThat(bench.reports).anyMatch(report -> report.contains("a bug"));
    }

    @Test
    void runsWhatNeedsASkippedProcessWithoutItsResult() {
        sentences.does(input -> Future.succeededFuture(ProcessResult.skipped("no model is configured")));

        Compilation done = bench.compile(bench.node(all));

        assertThat(done.process(SENTENCES).state()).isEqualTo(ProcessState.SKIPPED);
        assertThat(done.process(GLOSSARY).state()).isEqualTo(ProcessState.DONE);
        assertThat(glossary.lastInput().results()).isEmpty();
    }

    @Test
    void failsAProcessThatTakesTooLong() {
        language.does(input -> Promise.<ProcessResult>promise().future());
        var deadlines = new CompilationLimits.Deadlines(
                Duration.ofMillis(100),
                Duration.ofSeconds(9),
                Duration.ofSeconds(9),
                Duration.ofSeconds(5),
                Duration.ofMillis(20));

        Compilation done = bench.compile(bench.node(new CompilationLimits(2, 3, 2, 4, 5, deadlines), all));

        assertThat(done.state()).isEqualTo(CompilationState.DONE);
        assertThat(outcome(done, LANGUAGE).summary()).startsWith("took more than");
    }

    @Test
    void endsACompilationThatTakesTooLongAsAWhole() {
        language.does(input -> Promise.<ProcessResult>promise().future());
        var deadlines = new CompilationLimits.Deadlines(
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Duration.ofMillis(20));

        Compilation done = bench.compile(bench.node(new CompilationLimits(2, 3, 2, 4, 5, deadlines), all));

        assertThat(done.process(LANGUAGE).state()).isEqualTo(ProcessState.FAILED);
        assertThat(outcome(done, LANGUAGE).summary()).startsWith("the compilation took more than");
        assertThat(done.process(GLOSSARY).state()).isEqualTo(ProcessState.DONE);
    }

    @Test
    void refusesAResultThatIsTooLarge() {
        language.does(input -> ScriptedProcess.done("x".repeat(CompilationRepository.MAX_RESULT_BYTES)));

        Compilation done = bench.compile(bench.node(all));

        assertThat(done.process(LANGUAGE).state()).isEqualTo(ProcessState.FAILED);
        assertThat(outcome(done, LANGUAGE).summary()).contains("expected: at most 262144");
    }

    @Test
    void recompilingAnUnchangedSpecRunsNothing() {
        CompilationEngine node = bench.node(all);
        Compilation first = bench.compile(node);

        Compilation second = bench.compile(node);
        Compilation third = bench.compile(node);

        assertThat(Stream.of(all)).allMatch(process -> process.runs() == 1);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(third.processes().values()).extracting(ProcessRecord::state).containsOnly(ProcessState.REUSED);
        assertThat(outcome(third, GLOSSARY).reusedFrom()).isEqualTo(first.id());
        assertThat(third.costNanoUsd()).isZero();
        assertThat(bench.result(third, GLOSSARY)).isEqualTo(bench.result(first, GLOSSARY));
    }

    @Test
    void runsAgainWhatHasOtherSurroundings() {
        CompilationEngine node = bench.node(all);
        Compilation first = bench.compile(node);
        sentences.surroundedBy("another model");

        Compilation second = bench.compile(node);

        assertThat(first.process(SENTENCES).state()).isEqualTo(ProcessState.DONE);
        assertThat(second.process(SENTENCES).state()).isEqualTo(ProcessState.DONE);
        // Its result is the same, so what depends on it stays.
        assertThat(second.process(GLOSSARY).state()).isEqualTo(ProcessState.REUSED);
        assertThat(second.process(LANGUAGE).state()).isEqualTo(ProcessState.REUSED);
    }

    @Test
    void runsEverythingForAnotherSpec() {
        CompilationEngine node = bench.node(all);
        Compilation first = bench.compile(node);
        bench.edit("Another spec.");

        Compilation second = bench.compile(node);

        assertThat(first.order().draftDigest()).isNotEqualTo(second.order().draftDigest());
        assertThat(second.processes().values()).extracting(ProcessRecord::state).containsOnly(ProcessState.DONE);
        assertThat(read.lastInput().spec()).isEqualTo("Another spec.");
    }

    @Test
    void laterProcessesSeeTheDefinitionThatWasPutIntoTheDraft() {
        bench.define(null);
        var definition = ScriptedProcess.doing(
                input -> {
                    bench.define(Fixtures.definition());
                    return ScriptedProcess.done("compiled");
                },
                DEFINITION,
                READ);
        var instructions = new ScriptedProcess(INSTRUCTIONS, DEFINITION);
        CompilationEngine node = bench.node(read, definition, instructions);

        Compilation first = bench.compile(node);
        Compilation second = bench.compile(node);

        assertThat(first.state()).isEqualTo(CompilationState.DONE);
        assertThat(definition.lastInput().definition()).isNull();
        assertThat(instructions.lastInput().definition()).isEqualTo(Fixtures.definition());
        assertThat(second.processes().values()).extracting(ProcessRecord::state).containsOnly(ProcessState.REUSED);
    }

    @Test
    void compilesAgainIfTheDefinitionIsNoLongerInTheDraft() {
        var definition = ScriptedProcess.doing(
                input -> {
                    bench.define(Fixtures.definition());
                    return ScriptedProcess.done("compiled");
                },
                DEFINITION,
                READ);
        CompilationEngine node = bench.node(read, definition);
        Compilation first = bench.compile(node);
        bench.define(null);

        Compilation second = bench.compile(node);

        assertThat(first.process(DEFINITION).state()).isEqualTo(ProcessState.DONE);
        assertThat(second.process(DEFINITION).state()).isEqualTo(ProcessState.DONE);
        assertThat(definition.runs()).isEqualTo(2);
    }

    @Test
    void rerunsOneProcessAloneWhenItsResultIsTheSame() {
        CompilationEngine node = bench.node(all);
        Compilation done = bench.compile(node);

        Compilation reopened = bench.rerun(node, done, SENTENCES).await();
        Compilation again = bench.ended(reopened);

        assertThat(again.id()).isEqualTo(done.id());
        assertThat(again.state()).isEqualTo(CompilationState.DONE);
        assertThat(List.of(read.runs(), language.runs(), sentences.runs(), glossary.runs()))
                .containsExactly(1, 1, 2, 1);
        assertThat(again.process(GLOSSARY).state()).isEqualTo(ProcessState.DONE);
        assertThat(bench.audited.actions()).endsWith("compilation.rerun");
    }

    @Test
    void rerunsWhatDependsOnAChangedResult() {
        CompilationEngine node = bench.node(all);
        Compilation done = bench.compile(node);
        sentences.does(input -> ScriptedProcess.done("other sentences"));

        Compilation again = bench.ended(bench.rerun(node, done, SENTENCES).await());

        assertThat(List.of(read.runs(), language.runs(), sentences.runs(), glossary.runs()))
                .containsExactly(1, 1, 2, 2);
        assertThat(bench.result(again, SENTENCES)).isEqualTo(Json.object().put("text", "other sentences"));
    }

    @Test
    void rerunsAFailedProcessAndThoseThatItBlocked() {
        sentences.does(input -> Future.failedFuture(new KeelsonException(ErrorCode.MODEL_REFUSED, "refused")));
        CompilationEngine node = bench.node(all);
        Compilation done = bench.compile(node);
        sentences.does(input -> ScriptedProcess.done("sentences"));

        Compilation again = bench.ended(bench.rerun(node, done, SENTENCES).await());

        assertThat(again.processes().values()).extracting(ProcessRecord::state).containsOnly(ProcessState.DONE);
    }

    @Test
    void refusesToRerunWhatIsOutdated() {
        CompilationEngine node = bench.node(all);
        Compilation first = bench.compile(node);
        Compilation second = bench.compile(node);

        assertThat(Failures.codeOf(bench.rerun(node, first, READ))).isEqualTo(ErrorCode.COMPILATION_OUTDATED);
        bench.edit("Another spec.");
        assertThat(Failures.codeOf(bench.rerun(node, second, READ))).isEqualTo(ErrorCode.COMPILATION_OUTDATED);
    }

    @Test
    void isSupersededWhenTheDraftChanges() {
        sentences.held();
        Compilation started = bench.start(bench.node(all));
        bench.awaitRunning(started, SENTENCES);

        bench.edit("Another spec.");
        sentences.release();

        Compilation ended = bench.ended(started);
        assertThat(ended.state()).isEqualTo(CompilationState.SUPERSEDED);
        assertThat(ended.process(GLOSSARY).state()).isEqualTo(ProcessState.SKIPPED);
        assertThat(outcome(ended, GLOSSARY).summary()).isEqualTo("the draft was changed meanwhile");
        assertThat(glossary.runs()).isZero();
    }

    @Test
    void isSupersededByANewerOne() {
        sentences.held();
        CompilationEngine node = bench.node(all);
        Compilation first = bench.start(node);
        bench.awaitRunning(first, SENTENCES);

        Compilation second = bench.start(node, CompilationBench.AGENT, true).compilation();
        sentences.release();

        assertThat(bench.ended(first).state()).isEqualTo(CompilationState.SUPERSEDED);
        assertThat(bench.ended(second).state()).isEqualTo(CompilationState.DONE);
    }

    @Test
    void theSameAskedTwiceIsOneCompilation() {
        read.held();
        CompilationEngine node = bench.node(all);

        StartedCompilation first = bench.start(node, CompilationBench.AGENT, false);
        StartedCompilation second = bench.start(node, CompilationBench.AGENT, false);

        assertThat(first.isNew()).isTrue();
        assertThat(second.isNew()).isFalse();
        assertThat(second.compilation().id()).isEqualTo(first.compilation().id());
        read.release();
    }

    @Test
    void endsAtOnceWhenCancelled() {
        sentences.held();
        CompilationEngine node = bench.node(all);
        Compilation started = bench.start(node);
        bench.awaitRunning(started, SENTENCES);

        Compilation cancelled = bench.cancel(node, started);
        sentences.release();

        assertThat(cancelled.state()).isEqualTo(CompilationState.CANCELLED);
        Compilation next = bench.compile(node);
        assertThat(next.state()).isEqualTo(CompilationState.DONE);
        assertThat(bench.now(started)).isEqualTo(cancelled);
        assertThat(outcome(cancelled, GLOSSARY).summary()).isEqualTo("the compilation was cancelled");
        assertThat(next.process(READ).state()).isEqualTo(ProcessState.REUSED);
        assertThat(bench.audited.actions()).contains("compilation.cancel");
    }

    @Test
    void refusesMoreThanCanWait() {
        // A node that was never started takes nothing, so everything waits.
        CompilationEngine idle = bench.open(bench.vertx, CompilationBench.limits(Duration.ofSeconds(5)), all);
        for (int number = 0; number < 4; number++) {
            assertThat(bench.agents.insert(Fixtures.agent("agent-" + number)).await())
                    .isNotNull();
            assertThat(bench.start(idle, "agent-" + number, false).isNew()).isTrue();
        }

        KeelsonException refused = Failures.of(bench.starter(idle)
                .execute(new StartCompilationUseCase.Input(CompilationBench.KIM, CompilationBench.AGENT, false)));

        assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(refused.retryAfter()).isPresent();
        assertThat(bench.starter(idle)
                        .draftChanged(CompilationBench.KIM, CompilationBench.AGENT)
                        .await())
                .isEmpty();
    }

    @Test
    void keepsTheNewestCompilationsOfAnAgent() {
        CompilationEngine node = bench.node(all);
        Compilation first = bench.compile(node);
        for (int number = 0; number < 6; number++) {
            assertThat(bench.compile(node).state()).isEqualTo(CompilationState.DONE);
        }

        List<Compilation> kept = bench.store
                .list(CompilationBench.AGENT, dev.keelson.core.common.PageRequest.first(50))
                .await()
                .items();

        assertThat(kept).hasSize(5).extracting(Compilation::id).doesNotContain(first.id());
    }

    private static ProcessOutcome outcome(Compilation compilation, ProcessName name) {
        ProcessOutcome outcome = compilation.process(name).outcome();
        assertThat(outcome).isNotNull();
        return outcome;
    }
}
