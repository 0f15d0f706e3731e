package dev.keelson.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.common.Json;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.Trace;
import dev.keelson.core.trace.TraceSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteStepTest {
    private static final String ROUTE = """
            {"keelson.tier": "general", "keelson.route.explanation": "by cost 1.0", "keelson.candidates": [
              {"provider": "a", "model": "m1", "score": 0.756, "why": "at most 0.1 USD", "decision": "failed",
               "reason": "overloaded", "not_retried": "no budget"},
              {"provider": "b", "model": "m2", "score": 0.5, "why": "dearer", "decision": "chosen"},
              {"provider": "c", "model": "m3", "decision": "rejected", "reason": "has no vision"}]}""";

    private final List<Span> spans = new ArrayList<>();

    @Test
    void tellsWhoCouldAnswerAndWhyTheOthersDidNot() {
        span("route", 10, null, ROUTE);

        RouteStep step = only();

        assertThat(step.tier()).isEqualTo("general");
        assertThat(step.explanation()).isEqualTo("by cost 1.0");
        assertThat(step.candidates())
                .containsExactly(
                        new RouteStep.Candidate(
                                "a/m1",
                                "0.76",
                                "failed",
                                "bad",
                                "at most 0.1 USD",
                                "overloaded; not tried again: no budget"),
                        new RouteStep.Candidate("b/m2", "0.50", "chosen", "good", "dearer", ""),
                        new RouteStep.Candidate("c/m3", "", "rejected", "warn", "", "has no vision"));
    }

    @Test
    void putsEachCallBelowTheStepThatMadeIt() {
        span("route", 10, null, "{}");
        span("chat m1", 10, "overloaded", "{\"error.type\": \"rate_limited\"}");
        span("chat m2", 20, null, "{}");
        span("route", 30, null, "{}");
        span("chat m1", 31, "down", "{}");

        List<RouteStep> steps = RouteStep.of(trace());

        assertThat(steps).extracting(step -> step.calls().size()).containsExactly(2, 1);
        assertThat(steps).extracting(RouteStep::answered).containsExactly(true, false);
        assertThat(steps.get(0).calls()).extracting(CallRow::result).containsExactly("rate limited", "answered");
    }

    @Test
    void tellsOfACallWhyItWasMadeAndWhatItCost() {
        span("route", 1, null, "{}");
        span("chat m1", 2, null, """
                {"gen_ai.provider.name": "a", "gen_ai.request.model": "m1", "gen_ai.response.model": "m1",
                 "keelson.attempt": 2, "keelson.attempt.reason": "retry", "keelson.attempt.waited_ms": 250,
                 "keelson.breaker": "half_open", "keelson.time_to_first_chunk_ms": 40,
                 "keelson.provider.request_id": "req_1", "gen_ai.usage.input_tokens": 100,
                 "gen_ai.usage.cache_read.input_tokens": 60, "gen_ai.usage.output_tokens": 30,
                 "gen_ai.usage.reasoning.output_tokens": 10, "keelson.cost_nano_usd": 1500,
                 "keelson.price_basis": "catalog 2026-11-25"}""");

        CallRow call = only().calls().get(0);

        assertThat(call.title()).isEqualTo("Attempt 2: a/m1");
        assertThat(call.facts())
                .containsExactly(
                        new CallRow.Fact("Why", "retry", "the same model again"),
                        new CallRow.Fact("Waited before", "250.0 ms", ""),
                        new CallRow.Fact("Breaker", "half open", "this call was its probe"),
                        new CallRow.Fact("Took", "5 µs", ""),
                        new CallRow.Fact("First chunk after", "40.0 ms", ""),
                        new CallRow.Fact("Request", "req_1", ""),
                        new CallRow.Fact("Tokens in", "100", "of them 60 cached"),
                        new CallRow.Fact("Tokens out", "30", "of them 10 reasoning"),
                        new CallRow.Fact("Cost", "$0.0000015", "by catalog 2026-11-25"));
    }

    @Test
    void neverShowsAnUnknownCostAsZero() {
        span("route", 1, null, "{}");
        span("chat m1", 2, null, "{\"keelson.price_basis\": \"unknown\"}");

        assertThat(only().calls().get(0).facts()).contains(new CallRow.Fact("Cost", "unknown", "no price is known"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "//evil.example",
                "https://a@b.example/",
                "no url",
                "https:x"
            })
    void linksNothingButPlainAddressesOfTheWeb(String url) {
        var citations = Json.mapper().createArrayNode();
        citations.addObject().put("url", url).put("title", "A title");
        citations.addObject().put("url", "https://example.org/a");

        assertThat(Source.of(citations))
                .containsExactly(
                        new Source(url, "A title", false),
                        new Source("https://example.org/a", "https://example.org/a", true));
    }

    private RouteStep only() {
        List<RouteStep> steps = RouteStep.of(trace());
        assertThat(steps).hasSize(1);
        return steps.get(0);
    }

    private void span(String name, long start, @Nullable String error, String attributes) {
        Span.Kind kind = name.equals("route") ? Span.Kind.INTERNAL : Span.Kind.CLIENT;
        Span.Status status = error == null ? Span.Status.OK : Span.Status.ERROR;
        spans.add(new Span("s" + spans.size(), null, name, kind, start, 5, status, error, Json.parse(attributes)));
    }

    private Trace trace() {
        var summary = new TraceSummary(
                "t", "triage", 1, null, null, TraceSummary.Status.OK, null, Instant.EPOCH, 100, "k", "a/m1", 1, 1, 1L);
        return new Trace(summary, Json.object(), null, null, spans);
    }
}
