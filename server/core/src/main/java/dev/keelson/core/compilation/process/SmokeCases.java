package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.execution.DraftTrial;
import dev.keelson.core.execution.ExecutionResult;
import dev.keelson.core.suite.ExpectedOutput;
import dev.keelson.core.suite.TestCase;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Runs cases, a few at a time, and tells of each how it ended. For one run. */
final class SmokeCases {
    private static final int AT_ONCE = 4;

    private final DraftTrial trial;
    private final List<TestCase> cases;
    private final Queue<TestCase> waiting;
    private final Map<String, ObjectNode> ended = new ConcurrentHashMap<>();
    private final AtomicLong cost = new AtomicLong();
    private final AtomicBoolean unpriced = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();

    SmokeCases(DraftTrial trial, List<TestCase> cases) {
        this.trial = trial;
        this.cases = List.copyOf(cases);
        waiting = new ConcurrentLinkedQueue<>(new ArrayDeque<>(cases));
    }

    Future<ProcessResult> run() {
        List<Future<Void>> lanes = Stream.generate(this::next).limit(AT_ONCE).toList();
        return Future.all(lanes).map(done -> result());
    }

    private Future<Void> next() {
        TestCase each = stopped.get() ? null : waiting.poll();
        if (each == null) {
            return Future.succeededFuture();
        }
        return run(each).compose(done -> next());
    }

    private Future<Void> run(TestCase each) {
        return trial.run(each.input())
                .onSuccess(answer -> answered(each, answer))
                .recover(failure -> {
                    failed(each, failure);
                    return Future.succeededFuture();
                })
                .mapEmpty();
    }

    private void answered(TestCase each, ExecutionResult answer) {
        Long nanoUsd = answer.costNanoUsd();
        if (nanoUsd == null) {
            unpriced.set(true);
        } else {
            cost.addAndGet(nanoUsd);
        }
        ObjectNode entry = entry(each)
                .put("outcome", "valid")
                .put("executionId", answer.executionId())
                .put("costNanoUsd", nanoUsd);
        JsonNode expected = each.expected();
        if (expected != null) {
            entry.put("expectedMet", ExpectedOutput.isMet(expected, answer.output()));
        }
        ended.put(each.id(), entry);
    }

    private void failed(TestCase each, Throwable failure) {
        KeelsonException known = failure instanceof KeelsonException keelson
                ? keelson
                : new KeelsonException(ErrorCode.UNEXPECTED, "a fault inside Keelson");
        // What every further case would meet too.
        if (known.code() == ErrorCode.BUDGET_EXCEEDED || known.code() == ErrorCode.STORE_UNAVAILABLE) {
            stopped.set(true);
        }
        ended.put(
                each.id(),
                entry(each)
                        .put("outcome", "failed")
                        .put("code", known.code().id())
                        .put("message", cut(known.text()))
                        .put("executionId", known.executionId().orElse(null)));
    }

    private static String cut(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }

    private static ObjectNode entry(TestCase each) {
        return Json.object().put("case", each.id()).put("name", each.name()).put("technique", each.technique());
    }

    private ProcessResult result() {
        ObjectNode result = Json.object();
        ArrayNode list = result.putArray("cases");
        List<String> executions = new ArrayList<>();
        for (TestCase each : cases) {
            ObjectNode entry = ended.getOrDefault(each.id(), entry(each).put("outcome", "not run"));
            list.add(entry);
            String execution = entry.path("executionId").asText("");
            if (!execution.isEmpty() && !execution.equals("null")) {
                executions.add(execution);
            }
        }
        int valid = count(list, "outcome", "valid");
        result.put("valid", valid).put("failed", count(list, "outcome", "failed"));
        result.put("expectedMet", count(list, "expectedMet", "true"));
        result.put("expectedMissed", count(list, "expectedMet", "false"));
        result.put("costKnown", !unpriced.get());
        return new ProcessResult(
                ProcessResult.Status.DONE, summary(result), "executions of the draft", result, cost.get(), executions);
    }

    private String summary(ObjectNode result) {
        String text = result.path("valid").asInt() + " of " + Counted.of(cases.size(), "case")
                + " gave a valid output; " + result.path("expectedMet").asInt() + " of "
                + (result.path("expectedMet").asInt()
                        + result.path("expectedMissed").asInt())
                + " expectations met.";
        return stopped.get() ? text + " Stopped early: the budget is used up or the store does not answer." : text;
    }

    private static int count(ArrayNode list, String field, String value) {
        int count = 0;
        for (JsonNode each : list) {
            count += each.path(field).asText().equals(value) ? 1 : 0;
        }
        return count;
    }
}
