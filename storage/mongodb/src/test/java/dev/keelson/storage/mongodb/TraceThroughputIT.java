package dev.keelson.storage.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceFilter;
import dev.keelson.core.trace.TraceRepository;
import dev.keelson.core.trace.TraceSummary.Status;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many traces a second are made durable, and what a page costs among many. Run with {@code -Dsoak}. */
@Tag("soak")
@Timeout(600)
class TraceThroughputIT {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    private static final int BATCH = 50;
    private static final int BATCHES = 1_000;
    private static final int IN_FLIGHT = 4;
    private static final int PAGES = 200;
    private static final List<Span> SPANS = spans();
    private static final List<String> AGENTS = List.of("triage", "moderate", "extract", "other");

    @Test
    void writesMoreThanFiveHundredTracesASecondAndFindsThemInMilliseconds() {
        TraceRepository traces = STORE.emptied().traces();
        write(traces, 0, BATCHES / 10);

        long cpu = cpuNanos();
        long start = System.nanoTime();
        write(traces, BATCHES / 10, BATCHES);
        double seconds = (System.nanoTime() - start) / 1e9;
        double written = BATCH * (BATCHES - BATCHES / 10.0);
        double perSecond = written / seconds;

        System.out.printf(
                "traces of %d bytes: %.0f/s durable, %.0f us of CPU each (client, and the store if embedded)%n",
                TraceBody.write(trace(0)).length, perSecond, (cpuNanos() - cpu) / 1e3 / written);
        assertThat(perSecond).isGreaterThan(500);
        assertThat(pageMicros(traces, "all", filter(Set.of(), null, null))).isLessThan(50_000);
        assertThat(pageMicros(traces, "one agent", filter(Set.of(), "triage", null)))
                .isLessThan(50_000);
        assertThat(pageMicros(traces, "errors", filter(Set.of(), null, Status.ERROR)))
                .isLessThan(50_000);
        assertThat(pageMicros(traces, "scope of two", filter(Set.of("triage", "other"), null, null)))
                .isLessThan(50_000);
    }

    private static void write(TraceRepository traces, int from, int to) {
        var chains = IntStream.range(0, IN_FLIGHT)
                .mapToObj(chain -> writeChain(traces, from + chain, to))
                .toList();
        assertThat(Future.all(chains).await().succeeded()).isTrue();
    }

    private static Future<Void> writeChain(TraceRepository traces, int batch, int end) {
        if (batch >= end) {
            return Future.succeededFuture();
        }
        List<Trace> next = IntStream.range(batch * BATCH, (batch + 1) * BATCH)
                .mapToObj(TraceThroughputIT::trace)
                .toList();
        return traces.insertAll(next).compose(done -> writeChain(traces, batch + IN_FLIGHT, end));
    }

    private static double pageMicros(TraceRepository traces, String what, TraceFilter filter) {
        long start = System.nanoTime();
        String cursor = null;
        for (int page = 0; page < PAGES; page++) {
            var found = traces.search(filter, new PageRequest(50, cursor)).await();
            cursor = found.nextCursor();
        }
        double micros = (System.nanoTime() - start) / 1e3 / PAGES;
        System.out.printf("page of 50, %s: %.0f us%n", what, micros);
        return micros;
    }

    private static TraceFilter filter(Set<String> scope, @Nullable String agent, @Nullable Status status) {
        return new TraceFilter(scope, agent, null, null, status, null, null);
    }

    private static Trace trace(int number) {
        Trace plain = number % 10 == 0
                ? Fixtures.failedTrace(number, AGENTS.get(number % 4))
                : Fixtures.trace(number, AGENTS.get(number % 4));
        return new Trace(plain.summary(), plain.input(), plain.output(), plain.errorMessage(), SPANS);
    }

    private static List<Span> spans() {
        return IntStream.range(0, 8)
                .mapToObj(number -> new Span(
                        "00000000000000a" + number,
                        number == 0 ? null : "00000000000000a0",
                        "step " + number,
                        Span.Kind.CLIENT,
                        number * 100L,
                        90,
                        Span.Status.OK,
                        null,
                        Json.object()
                                .put("gen_ai.operation.name", "chat")
                                .put("gen_ai.request.model", "minilm")
                                .put("gen_ai.usage.input_tokens", 42)
                                .put("keelson.detail", "x".repeat(150))))
                .toList();
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
