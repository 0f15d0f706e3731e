package dev.keelson.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.Pages;
import dev.keelson.core.common.Race;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link TraceRepository} must do, but for its filters: those are {@link TraceSearchContract}'s. */
@Timeout(60)
public abstract class TraceRepositoryContract {
    private TraceRepository traces;

    /** A repository without traces. */
    protected abstract TraceRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        traces = emptyRepository();
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        insert(Fixtures.trace(1, "triage"));

        assertThat(traces.find(Fixtures.executionId(2)).await()).isEmpty();
    }

    @Test
    void givesBackASuccess() {
        Trace trace = Fixtures.trace(1, "triage");
        insert(trace);

        assertThat(traces.find(trace.id()).await()).contains(trace);
    }

    @Test
    void givesBackAFailureWithoutAVersion() {
        Trace trace = Fixtures.failedTrace(1, "triage");
        insert(trace);

        assertThat(traces.find(trace.id()).await()).contains(trace);
        assertThat(search(10)).containsExactly(trace.summary());
    }

    @Test
    void tellsAnOutputOfNullFromNoOutput() {
        Trace trace = new Trace(Fixtures.summary(1, "triage"), Fixtures.INPUT, NullNode.getInstance(), null, List.of());
        insert(trace);

        assertThat(traces.find(trace.id()).await()).contains(trace);
    }

    @Test
    void keepsAnyJsonThatTheServerAccepts() {
        String deep = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
        String names = "{\"$set\":1,\"a.b\":{\"\":[]},\"\\u0000\":\"\\u0000\",\"é\":\"\\ud83d\\ude00\",\"n\":1e400}";
        Trace deepest = trace(1, deep);
        Trace oddest = trace(2, names);
        insert(deepest, oddest);

        assertThat(traces.find(deepest.id()).await()).contains(deepest);
        assertThat(traces.find(oddest.id()).await()).contains(oddest);
    }

    @Test
    void keepsATraceOfMegabytes() {
        Trace trace = trace(1, "{\"text\":\"" + "x".repeat(2_000_000) + "\"}");
        insert(trace);

        assertThat(traces.find(trace.id()).await()).contains(trace);
    }

    @Test
    void anEmptyBatchIsWritten() {
        insert();

        assertThat(search(10)).isEmpty();
    }

    @Test
    void aBatchMayBeWrittenAgain() {
        Trace[] batch = IntStream.range(0, 20)
                .mapToObj(number -> Fixtures.trace(number, "triage"))
                .toArray(Trace[]::new);
        insert(batch);

        insert(batch);

        assertThat(search(7)).hasSize(20);
    }

    @Test
    void writesWhatIsNewInABatchThatWasWrittenInPart() {
        insert(Fixtures.trace(2, "triage"), Fixtures.trace(4, "triage"));

        insert(IntStream.rangeClosed(1, 5)
                .mapToObj(number -> Fixtures.trace(number, "triage"))
                .toArray(Trace[]::new));

        assertThat(search(10))
                .extracting(TraceSummary::id)
                .containsExactlyElementsOf(IntStream.of(5, 4, 3, 2, 1)
                        .mapToObj(Fixtures::executionId)
                        .toList());
    }

    @Test
    void leavesATraceThatIsThereAsItIs() {
        Trace first = Fixtures.trace(1, "triage");
        insert(first);

        insert(Fixtures.failedTrace(1, "other"));

        assertThat(traces.find(first.id()).await()).contains(first);
        assertThat(search(10)).containsExactly(first.summary());
    }

    @Test
    void writersOfOverlappingBatchesWriteEachTraceOnce() {
        Race<Integer> race = Race.of(writer -> traces.insertAll(IntStream.range(writer * 5, writer * 5 + 20)
                        .mapToObj(number -> Fixtures.trace(number, "triage"))
                        .toList())
                .map(writer));

        assertThat(race.lost()).isEmpty();
        List<String> expected = new ArrayList<>(IntStream.range(0, (Race.WRITERS - 1) * 5 + 20)
                .mapToObj(Fixtures::executionId)
                .toList());
        Collections.reverse(expected);
        assertThat(search(50)).extracting(TraceSummary::id).isEqualTo(expected);
    }

    @Test
    void listsNewestFirstAndThenByIdDownwards() {
        Instant same = Fixtures.NOW.plusSeconds(5);
        insert(
                Fixtures.trace(9, "triage"),
                startedAt(3, same),
                startedAt(1, same),
                startedAt(2, same.plusNanos(1)),
                startedAt(4, same.minusNanos(1)));

        assertThat(search(2))
                .extracting(TraceSummary::id)
                .containsExactlyElementsOf(IntStream.of(9, 2, 3, 1, 4)
                        .mapToObj(Fixtures::executionId)
                        .toList());
    }

    @Test
    void pagesOfTracesThatStartedAtOnceAreComplete() {
        insert(IntStream.range(0, 23)
                .mapToObj(number -> startedAt(number, Fixtures.NOW))
                .toArray(Trace[]::new));

        assertThat(search(5)).extracting(TraceSummary::id).hasSize(23).doesNotHaveDuplicates();
    }

    @Test
    void pagesStayStableWhileTracesAreWritten() {
        insert(Fixtures.trace(2, "triage"), Fixtures.trace(4, "triage"), Fixtures.trace(6, "triage"));
        var first = traces.search(TraceSearchContract.ANY, PageRequest.first(2)).await();

        insert(Fixtures.trace(3, "triage"), Fixtures.trace(5, "triage"), Fixtures.trace(7, "triage"));

        var rest = Pages.after(
                new PageRequest(2, first.nextCursor()), page -> traces.search(TraceSearchContract.ANY, page));
        assertThat(first.items())
                .extracting(TraceSummary::id)
                .containsExactly(Fixtures.executionId(6), Fixtures.executionId(4));
        assertThat(rest).extracting(TraceSummary::id).containsExactly(Fixtures.executionId(3), Fixtures.executionId(2));
    }

    @Test
    void refusesCursorsItDidNotGive() {
        insert(Fixtures.trace(1, "triage"));

        Pages.assertRefusesCursorsItDidNotGive(page -> traces.search(TraceSearchContract.ANY, page));
    }

    private void insert(Trace... batch) {
        assertThat(traces.insertAll(List.of(batch)).map("written").await()).isEqualTo("written");
    }

    private List<TraceSummary> search(int limit) {
        return Pages.all(limit, page -> traces.search(TraceSearchContract.ANY, page));
    }

    private static Trace trace(int number, String inputAndOutput) {
        var value = Json.parse(inputAndOutput);
        return new Trace(Fixtures.summary(number, "triage"), value, value, null, Fixtures.spans());
    }

    private static Trace startedAt(int number, Instant start) {
        TraceSummary summary = Fixtures.summary(number, "triage");
        return new Trace(
                TraceSearchContract.with(summary, summary.version(), summary.alias(), summary.status(), start),
                Fixtures.INPUT,
                Fixtures.OUTPUT,
                null,
                List.of());
    }
}
