package dev.keelson.core.compilation;

import static dev.keelson.core.compilation.ProcessName.GLOSSARY;
import static dev.keelson.core.compilation.ProcessName.READ;
import static dev.keelson.core.compilation.ProcessName.SENTENCES;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More than one node, and nodes that end. */
@Timeout(60)
class CompilationNodesTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final CompilationBench bench = new CompilationBench();
    private final ScriptedProcess read = new ScriptedProcess(READ);
    private final ScriptedProcess sentences = new ScriptedProcess(SENTENCES, READ);
    private final ScriptedProcess glossary = new ScriptedProcess(GLOSSARY, SENTENCES);
    private final ScriptedProcess[] all = {read, sentences, glossary};

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void eachCompilationIsRunByOneNode() {
        CompilationEngine one = bench.node(all);
        CompilationEngine other = bench.node(all);
        assertThat(other).isNotSameAs(one);

        for (int number = 0; number < 20; number++) {
            bench.edit("Spec " + number);
            assertThat(bench.compile(one).state()).isEqualTo(CompilationState.DONE);
        }

        assertThat(read.runs()).isEqualTo(20);
        assertThat(glossary.runs()).isEqualTo(20);
    }

    @Test
    void anotherNodeResumesWhatADeadOneLeft() {
        Vertx dying = Vertx.vertx();
        sentences.held();
        CompilationEngine first = CompilationBench.started(bench.open(dying, CompilationBench.limits(SHORT), all));
        Compilation started = bench.start(first);
        bench.awaitRunning(started, SENTENCES);
        dying.close().await();
        sentences.does(input -> ScriptedProcess.done("sentences"));

        CompilationEngine second = bench.node(CompilationBench.limits(SHORT), all);

        Compilation done = bench.ended(started);
        assertThat(second).isNotNull();
        assertThat(done.state()).isEqualTo(CompilationState.DONE);
        assertThat(read.runs()).isEqualTo(1);
        assertThat(sentences.runs()).isEqualTo(2);
        assertThat(done.process(SENTENCES).attempts()).isEqualTo(2);
        assertThat(done.lease().fence()).isEqualTo(2);
    }

    @Test
    void aNodeThatLostItsLeaseCanNotWrite() {
        sentences.held();
        CompilationEngine first = bench.node(all);
        Compilation started = bench.start(first);
        Compilation before = bench.awaitProcess(started, SENTENCES, ProcessState.RUNNING);

        // As if the first node had been suspended for longer than its lease.
        Compilation stolen = steal(before);
        sentences.release();

        CompilationBench.await(
                "the first node gives up", () -> bench.now(started).equals(stolen));
        CompilationBench.await("its process has ended", () -> sentences.runs() == 1);
        assertThat(bench.now(started).lease().node()).isEqualTo("thief");
        assertThat(bench.now(started).process(GLOSSARY).state()).isEqualTo(ProcessState.WAITING);
        assertThat(glossary.runs()).isZero();
    }

    @Test
    void doesNotStartAgainAndAgainWhatKillsItsNode() {
        sentences.held();
        Compilation started = null;
        for (int death = 0; death < CompilationLimits.MAX_ATTEMPTS; death++) {
            Vertx dying = Vertx.vertx();
            CompilationEngine node = CompilationBench.started(bench.open(dying, CompilationBench.limits(SHORT), all));
            started = started == null ? bench.start(node) : started;
            int attempt = death + 1;
            CompilationBench.await("attempt " + attempt, () -> sentences.runs() == attempt);
            dying.close().await();
        }
        CompilationEngine last = bench.node(CompilationBench.limits(SHORT), all);
        assertThat(last).isNotNull();

        Compilation done = bench.ended(java.util.Objects.requireNonNull(started));

        assertThat(done.process(SENTENCES).state()).isEqualTo(ProcessState.FAILED);
        assertThat(done.process(GLOSSARY).state()).isEqualTo(ProcessState.SKIPPED);
        assertThat(sentences.runs()).isEqualTo(CompilationLimits.MAX_ATTEMPTS);
    }

    @Test
    void aNodeThatEndsInGoodOrderLeavesItsCompilationsAtOnce() {
        sentences.held();
        CompilationEngine first = bench.node(CompilationBench.limits(Duration.ofMinutes(10)), all);
        Compilation started = bench.start(first);
        bench.awaitRunning(started, SENTENCES);

        first.close().await();
        sentences.release();
        CompilationEngine second = bench.node(CompilationBench.limits(Duration.ofMinutes(10)), all);

        assertThat(second).isNotNull();
        assertThat(bench.ended(started).state()).isEqualTo(CompilationState.DONE);
        assertThat(read.runs()).isEqualTo(1);
    }

    @Test
    void cancelsWhatAnotherNodeRuns() {
        sentences.held();
        CompilationEngine first = bench.node(CompilationBench.limits(SHORT), all);
        CompilationEngine other = bench.open(bench.vertx, CompilationBench.limits(SHORT), all);
        Compilation started = bench.start(first);
        bench.awaitRunning(started, SENTENCES);

        Compilation cancelled = bench.cancel(other, started);
        sentences.release();
        bench.edit("Another spec.");

        assertThat(bench.compile(first).state()).isEqualTo(CompilationState.DONE);
        assertThat(bench.now(started)).isEqualTo(cancelled);
    }

    private Compilation steal(Compilation running) {
        for (Compilation before = running; ; before = bench.now(running)) {
            Compilation after = before.taken("thief", java.time.Instant.now().plusSeconds(600))
                    .following(before);
            if (bench.store.replace(before, after).await()) {
                return after;
            }
        }
    }
}
