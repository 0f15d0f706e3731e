package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.routing.Candidate;
import dev.keelson.core.routing.Rejection;
import dev.keelson.core.routing.RouteDecision;
import dev.keelson.core.trace.TraceRecorder.OpenSpan;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The span that says who could have answered, who did, and why each of the others did not. */
final class RouteSpan {
    private static final String NOT_NEEDED = "not needed";

    private final OpenSpan span;
    private final Map<Target, ObjectNode> candidates = new HashMap<>();

    RouteSpan(OpenSpan span, RouteDecision decision) {
        this.span = span;
        if (decision.tier() != null) {
            span.attributes().put("keelson.tier", decision.tier().id());
        }
        span.attributes().put("keelson.route.explanation", decision.explanation());
        ArrayNode list = span.attributes().putArray("keelson.candidates");
        for (Candidate candidate : decision.candidates()) {
            ObjectNode entry = entry(list, candidate.target());
            candidate.score().ifPresent(score -> entry.put("score", score));
            entry.put("why", candidate.reason()).put("decision", NOT_NEEDED);
            candidates.put(candidate.target(), entry);
        }
        for (Rejection rejection : decision.rejected()) {
            entry(list, rejection.target()).put("decision", "rejected").put("reason", rejection.reason());
        }
    }

    void rejected(Target target, String reason) {
        ObjectNode entry = Objects.requireNonNull(candidates.get(target));
        if (entry.path("decision").asText().equals("failed")) {
            entry.put("not_retried", reason);
        } else {
            entry.put("decision", "rejected").put("reason", reason);
        }
    }

    void failed(Target target, Throwable failure) {
        Objects.requireNonNull(candidates.get(target))
                .put("decision", "failed")
                .put("reason", Objects.requireNonNullElse(failure.getMessage(), "unknown failure"));
    }

    void answered(Target target) {
        Objects.requireNonNull(candidates.get(target)).put("decision", "chosen");
        span.succeed();
    }

    void failed(Throwable failure) {
        candidates.values().stream()
                .filter(entry -> entry.path("decision").asText().equals(NOT_NEEDED))
                .forEach(entry -> entry.put("decision", "not tried"));
        span.fail(failure instanceof KeelsonException known ? known.text() : "a fault inside Keelson");
    }

    private static ObjectNode entry(ArrayNode list, Target target) {
        return list.addObject().put("provider", target.provider()).put("model", target.model());
    }
}
