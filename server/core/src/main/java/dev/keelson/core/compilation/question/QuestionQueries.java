package dev.keelson.core.compilation.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads of the questions that are open. */
public final class QuestionQueries {
    /** More questions than this no author answers; the first are the most important. */
    static final int MAX_QUESTIONS = 100;

    private final AgentQueries agents;
    private final LatestCompilation compilations;
    private final QuestionDecisionRepository decisions;

    public QuestionQueries(AgentQueries agents, LatestCompilation compilations, QuestionDecisionRepository decisions) {
        this.agents = agents;
        this.compilations = compilations;
        this.decisions = decisions;
    }

    /** Those of the newest compilation that are neither answered nor dismissed. Fails with {@link ErrorCode#AGENT_NOT_FOUND}. */
    public Future<List<Question>> open(Principal by, String agent) {
        by.require(Permission.AGENT_READ);
        return agents.agent(by, agent)
                .compose(found -> compilations.results(by, agent))
                .map(QuestionQueries::questions)
                .compose(all -> withoutDecided(agent, all));
    }

    /** Fails with {@link ErrorCode#QUESTION_NOT_FOUND} also for one that was decided. */
    Future<Question> open(Principal by, String agent, String id) {
        return open(by, agent)
                .map(all -> all.stream()
                        .filter(question -> question.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new KeelsonException(
                                ErrorCode.QUESTION_NOT_FOUND, "no open question " + id + " about agent " + agent)));
    }

    private static List<Question> questions(List<JsonNode> results) {
        Map<String, Question> questions = new LinkedHashMap<>();
        for (JsonNode result : results) {
            for (JsonNode json : result.path(Question.RESULT_KEY)) {
                Question question = Question.of(json);
                questions.putIfAbsent(question.id(), question);
            }
        }
        return questions.values().stream().limit(MAX_QUESTIONS).toList();
    }

    private Future<List<Question>> withoutDecided(String agent, List<Question> all) {
        if (all.isEmpty()) {
            return Future.succeededFuture(all);
        }
        return decisions.find(agent, all.stream().map(Question::id).toList()).map(found -> {
            Set<String> decided =
                    found.stream().map(QuestionDecision::questionId).collect(Collectors.toSet());
            return all.stream()
                    .filter(question -> !decided.contains(question.id()))
                    .toList();
        });
    }
}
