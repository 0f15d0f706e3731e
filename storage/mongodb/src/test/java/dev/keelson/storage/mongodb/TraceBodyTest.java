package dev.keelson.storage.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Json;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceBodyTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void keepsAnOrdinaryTraceWhole() {
        Trace trace = Fixtures.trace(1, "triage");

        TraceBody body = TraceBody.read(TraceBody.write(trace));

        assertThat(body).isEqualTo(new TraceBody(trace.input(), trace.output(), null, trace.spans()));
    }

    @Test
    void cutsLongAttributesOfTheLargestSpansFirst() {
        Trace trace = trace(text(1_000), List.of(span("small", 4), span("large", 9), span("medium", 6)));

        byte[] bytes = TraceBody.write(trace);

        TraceBody body = TraceBody.read(bytes);
        assertThat(bytes).hasSizeLessThanOrEqualTo(TraceBody.MAX_BYTES);
        assertThat(body.spans().get(0)).isEqualTo(trace.spans().get(0));
        assertThat(body.spans().get(1).attributes())
                .isEqualTo(Json.parse("{\"gen_ai.usage.input_tokens\":42,\"truncated\":true}"));
        assertThat(body.spans().get(2)).isEqualTo(trace.spans().get(2));
        assertThat(body.output()).isEqualTo(Fixtures.OUTPUT);
    }

    @Test
    void cutsTheInputOnlyWhenAttributesDoNotDo() {
        Trace trace = trace(text(16 * MEGABYTE), List.of(span("only", 1)));

        TraceBody body = TraceBody.read(TraceBody.write(trace));

        assertThat(body.input()).isEqualTo(Json.parse("{\"truncated\":true}"));
        assertThat(body.output()).isEqualTo(Fixtures.OUTPUT);
    }

    @Test
    void neverCutsAnOutput() {
        JsonNode output = Json.object().set("parts", parts(14));
        Trace trace =
                new Trace(Fixtures.summary(1, "triage"), text(2 * MEGABYTE), output, null, List.of(span("only", 2)));

        assertThat(TraceBody.read(TraceBody.write(trace)).output()).isEqualTo(output);
    }

    @Test
    void refusesAnOutputThatFitsInNoDocument() {
        Trace trace = new Trace(
                Fixtures.summary(1, "triage"), Fixtures.INPUT, Json.object().set("parts", parts(16)), null, List.of());

        assertThatThrownBy(() -> TraceBody.write(trace))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: at most " + TraceBody.MAX_BYTES);
    }

    private static Trace trace(JsonNode input, List<Span> spans) {
        return new Trace(Fixtures.summary(1, "triage"), input, Fixtures.OUTPUT, null, spans);
    }

    private static JsonNode text(int length) {
        return Json.object().set("text", TextNode.valueOf("x".repeat(length)));
    }

    private static JsonNode parts(int megabytes) {
        var parts = Json.mapper().createArrayNode();
        for (int part = 0; part < megabytes; part++) {
            parts.add("x".repeat(MEGABYTE));
        }
        return parts;
    }

    private static Span span(String name, int megabytes) {
        JsonNode attributes = Json.object()
                .put("gen_ai.usage.input_tokens", 42)
                .put("gen_ai.input.messages", "x".repeat(megabytes * MEGABYTE));
        return new Span("00000000000000a1", null, name, Span.Kind.CLIENT, 0, 1, Span.Status.OK, null, attributes);
    }
}
