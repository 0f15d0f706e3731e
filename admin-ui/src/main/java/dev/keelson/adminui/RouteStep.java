package dev.keelson.adminui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One step of an execution in which a model had to answer: who could, who was asked, and why.
 *
 * @param tier empty when the models are the author's own, or the trace does not tell
 * @param explanation why the candidates stand in this order; empty when the trace does not tell
 */
public record RouteStep(String tier, String explanation, List<Candidate> candidates, List<CallRow> calls) {
    private static final String ROUTE = "route";

    public RouteStep {
        candidates = List.copyOf(candidates);
        calls = List.copyOf(calls);
    }

    /**
     * A model that could have answered, or why it could not.
     *
     * @param score two digits; empty when no score decides
     * @param tone class of the decision's colour
     * @param why where it stands in the order and why; empty for a model that was left out before
     * @param reason of the decision; may be empty
     */
    public record Candidate(String model, String score, String decision, String tone, String why, String reason) {

        private static Candidate of(JsonNode entry) {
            String decision = entry.path("decision").asText();
            String notAgain = entry.path("not_retried").asText();
            String reason = entry.path("reason").asText();
            return new Candidate(
                    entry.path("provider").asText() + "/" + entry.path("model").asText(),
                    entry.has("score")
                            ? String.format(
                                    Locale.ROOT, "%.2f", entry.path("score").asDouble())
                            : "",
                    decision,
                    tone(decision),
                    entry.path("why").asText(),
                    notAgain.isEmpty() ? reason : reason + "; not tried again: " + notAgain);
        }

        private static String tone(String decision) {
            return switch (decision) {
                case "chosen" -> "good";
                case "failed" -> "bad";
                case "rejected" -> "warn";
                default -> "";
            };
        }
    }

    /** Whether a model's answer came out of this step. */
    public boolean answered() {
        return calls.stream().anyMatch(call -> !call.failed());
    }

    /** The steps of a trace in order. A call belongs to the step that began last before it. */
    static List<RouteStep> of(Trace trace) {
        List<Span> routes = ordered(trace, ROUTE);
        List<Span> calls = trace.spans().stream()
                .filter(CallRow::isCall)
                .sorted(Comparator.comparingLong(Span::startMicros))
                .toList();
        List<RouteStep> steps = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            long from = i == 0 ? 0 : routes.get(i).startMicros();
            long until = i + 1 < routes.size() ? routes.get(i + 1).startMicros() : Long.MAX_VALUE;
            steps.add(step(routes.get(i), between(calls, from, until)));
        }
        return steps;
    }

    private static List<Span> ordered(Trace trace, String name) {
        return trace.spans().stream()
                .filter(span -> span.name().equals(name))
                .sorted(Comparator.comparingLong(Span::startMicros))
                .toList();
    }

    private static List<Span> between(List<Span> calls, long from, long until) {
        return calls.stream()
                .filter(call -> call.startMicros() >= from && call.startMicros() < until)
                .toList();
    }

    private static RouteStep step(Span route, List<Span> calls) {
        List<Candidate> candidates = new ArrayList<>();
        route.attributes().path("keelson.candidates").forEach(entry -> candidates.add(Candidate.of(entry)));
        return new RouteStep(
                route.attributes().path("keelson.tier").asText(),
                route.attributes().path("keelson.route.explanation").asText(),
                candidates,
                calls.stream().map(CallRow::of).toList());
    }
}
