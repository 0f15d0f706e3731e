package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.CheckBinding;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.execution.CompiledVersion.BoundCheck;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.TraceRecorder.OpenSpan;
import dev.keelson.plugin.api.evaluator.EvaluationSample;
import dev.keelson.plugin.api.evaluator.EvaluationScore;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lets the agent's evaluators judge an output; each result is a span. */
final class OutputChecks {

    private OutputChecks() {}

    /** The output. Fails with {@link ErrorCode#CHECK_FAILED} when a check that must pass does not, or can't be made. */
    static Future<JsonNode> run(RunningExecution execution, JsonNode output) {
        List<BoundCheck> checks = execution.compiled().checks();
        if (checks.isEmpty()) {
            return Future.succeededFuture(output);
        }
        EvaluationSample sample = EvaluationSample.of(
                Json.mapper().convertValue(execution.input(), Object.class),
                Json.mapper().convertValue(output, Object.class));
        return Future.all(checks.stream()
                        .map(check -> run(execution, check, sample))
                        .toList())
                .map(all -> output);
    }

    private static Future<Void> run(RunningExecution execution, BoundCheck check, EvaluationSample sample) {
        CheckBinding binding = check.binding();
        OpenSpan span = execution.startSpan("check " + binding.name(), Span.Kind.INTERNAL);
        span.attributes().put("gen_ai.evaluation.name", binding.name());
        span.attributes().put("keelson.evaluator", binding.evaluator());
        return check.client()
                .evaluate(sample)
                .timeout(execution.deadline().remaining().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(score -> ended(span, score))
                .onFailure(failure -> span.fail("could not be judged: " + failure.getMessage()))
                .compose(score -> score.isPassed() ? Future.succeededFuture() : failed(binding, score.reason()))
                .recover(failure -> mayGoOn(binding)
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                failure instanceof KeelsonException
                                        ? failure
                                        : new KeelsonException(
                                                ErrorCode.CHECK_FAILED,
                                                "check " + binding.name() + " could not be made",
                                                failure)));
    }

    private static boolean mayGoOn(CheckBinding binding) {
        return binding.onFailure() == CheckBinding.OnFailure.RECORD;
    }

    private static Future<Void> failed(CheckBinding binding, String reason) {
        return Future.failedFuture(
                new KeelsonException(ErrorCode.CHECK_FAILED, "check " + binding.name() + " did not pass: " + reason));
    }

    private static void ended(OpenSpan span, EvaluationScore score) {
        span.attributes().put("gen_ai.evaluation.score.value", score.value());
        span.attributes().put("gen_ai.evaluation.score.label", score.isPassed() ? "pass" : "fail");
        span.text("gen_ai.evaluation.explanation", score.reason());
        if (score.isPassed()) {
            span.succeed();
        } else {
            span.fail(score.reason());
        }
    }
}
