package dev.keelson.core.compilation.question;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps decisions in memory, for tests. Safe for concurrent use. */
public final class InMemoryQuestionDecisionRepository implements QuestionDecisionRepository {
    private final Map<String, QuestionDecision> decisions = new ConcurrentHashMap<>();

    @Override
    public Future<Void> insert(QuestionDecision decision) {
        decisions.putIfAbsent(decision.agent() + "/" + decision.questionId(), decision);
        return Future.succeededFuture();
    }

    @Override
    public Future<List<QuestionDecision>> find(String agent, Collection<String> questionIds) {
        return Future.succeededFuture(questionIds.stream()
                .map(id -> decisions.get(agent + "/" + id))
                .filter(found -> found != null)
                .toList());
    }
}
