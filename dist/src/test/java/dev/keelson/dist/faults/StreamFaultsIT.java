package dev.keelson.dist.faults;

import static dev.keelson.dist.faults.Faults.YES;
import static dev.keelson.dist.faults.Faults.pieces;
import static dev.keelson.dist.faults.Faults.right;
import static dev.keelson.dist.faults.Faults.send;
import static dev.keelson.dist.faults.Shape.ANTHROPIC;
import static dev.keelson.dist.faults.Shape.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.dist.RunningKeelson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Streams that break, before and after the first text: F12 to F16. */
class StreamFaultsIT extends FaultCase {

    @Test
    void f12FailsOverUnseenBeforeTheFirstText() {
        failsOverUnseen("F12", "SSE cut before the first chunk", (call, out) -> {
            out.openStream();
            out.raw(": ping\n\n");
            out.reset();
        });
    }

    @Test
    void f14FailsOverUnseenOnAnErrorEventBeforeTheFirstText() {
        failsOverUnseen("F14", "error event before the first text", (call, out) -> {
            out.openStream();
            send(out, ANTHROPIC.opening(List.of()));
            out.raw(ANTHROPIC.errorEvent());
        });
    }

    private void failsOverUnseen(String id, String what, Fault fault) {
        given("a", ANTHROPIC, fault);
        given("b", OPENAI, right(OPENAI));
        start();

        Streamed stream = stream();

        assertThat(stream.last()).isEqualTo("output");
        assertThat(stream.lastData()).isEqualTo(YES);
        assertThat(stream.text()).isEqualTo(YES);
        FaultTable.row(id, what, 1, 1, stream.millis());
    }

    @Test
    void f13EndsWithATypedEventAfterTheFirstText() {
        interrupts("F13", "SSE cut after text", (call, out) -> {
            out.openStream();
            send(out, OPENAI.opening(pieces(YES)));
            out.pause(100);
            out.reset();
        });
    }

    @Test
    void f14EndsWithATypedEventOnAnErrorEventAfterText() {
        interrupts("F14b", "error event after text", (call, out) -> {
            out.openStream();
            send(out, OPENAI.opening(pieces(YES)));
            out.pause(100);
            out.raw(OPENAI.errorEvent());
        });
    }

    @Test
    void f15TakesAStreamWithoutItsEndForACutOne() {
        interrupts("F15", "SSE closed without its end", (call, out) -> {
            out.openStream();
            send(out, OPENAI.opening(pieces(YES)));
            out.pause(100);
        });
    }

    private void interrupts(String id, String what, Fault fault) {
        given("a", OPENAI, fault);
        FaultProvider healthy = provider("b", OPENAI, right(OPENAI));
        start();

        Streamed stream = stream();

        assertThat(stream.names().stream().filter("output"::equals)).isEmpty();
        assertThat(stream.last()).isEqualTo("interrupted");
        assertThat(stream.lastData()).contains("stream_interrupted");
        String id32 = RunningKeelson.json(stream.lastData()).path("executionId").asText();
        assertThat(id32).hasSize(32);
        assertThat(YES).startsWith(stream.text());
        assertThat(healthy.calls()).as("nothing is repeated").isEmpty();
        assertThat(trace(id32).toString()).contains("answer");
        FaultTable.row(id, what, 1, 1, stream.millis());
    }

    @Test
    void f16ReadsEventsHoweverTheyAreCut() {
        Random random = new Random(16);
        FaultProvider odd = provider("a", OPENAI, right(OPENAI));
        start();
        int calls = 60;
        List<Streamed> streams = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            odd.play(oddly(random));
            streams.add(stream());
        }

        assertThat(streams).allSatisfy(stream -> {
            assertThat(stream.last()).isEqualTo("output");
            assertThat(stream.text()).isEqualTo(YES);
        });
        FaultTable.row(
                "F16",
                "CRLF, comments, 1-byte segments",
                calls,
                calls,
                streams.stream().mapToLong(Streamed::millis).max().orElse(0));
    }

    private static Fault oddly(Random random) {
        boolean crLf = random.nextBoolean();
        boolean comments = random.nextBoolean();
        boolean byteByByte = random.nextBoolean();
        return (call, out) -> {
            List<String> events = new ArrayList<>(OPENAI.opening(pieces(YES)));
            events.addAll(OPENAI.ending());
            String all = String.join(comments ? ": ping\n\n" : "", events);
            String text = crLf ? all.replace("\n", "\r\n") : all;
            out.openStream();
            if (byteByByte) {
                out.byteByByte(text);
            } else {
                out.raw(text);
            }
        };
    }

    @Test
    void f16DoesNotSwallowALineWithoutEnd() {
        given("a", OPENAI, (call, out) -> {
            out.openStream();
            out.raw("data: ");
            String block = "x".repeat(1 << 16);
            for (int i = 0; i < 100; i++) {
                out.raw(block);
            }
        });
        given("b", OPENAI, right(OPENAI));
        start();

        Streamed stream = stream();

        assertThat(stream.last()).isEqualTo("output");
        FaultTable.row("F16b", "a line of 6 MiB", 1, 1, stream.millis());
    }
}
