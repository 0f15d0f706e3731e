package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.compilation.question.QuestionDecision;
import dev.keelson.core.compilation.question.QuestionDecisionRepository;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import org.bson.BsonDocument;

/** Decisions about questions in MongoDB, each a document of its own. */
final class MongoQuestionDecisionRepository implements QuestionDecisionRepository {
    private static final String COLLECTION = "questionDecisions";
    private static final String AGENT = "agent";
    private static final String QUESTION = "question";
    private static final String OUTCOME = "outcome";
    private static final String ANSWER = "answer";
    private static final String RULE = "rule";
    private static final String AT = "at";
    private static final String BY = "by";

    private final Publishers publishers;
    private final MongoCollection<BsonDocument> decisions;

    MongoQuestionDecisionRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.decisions = database.getCollection(COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<Void> insert(QuestionDecision decision) {
        return publishers
                .one(() -> decisions.insertOne(document(decision)))
                .<Void>mapEmpty()
                .recover(failure -> StoreFailures.onlyDuplicateKeys(failure)
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    @Override
    public Future<List<QuestionDecision>> find(String agent, Collection<String> questionIds) {
        if (questionIds.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        List<String> ids = questionIds.stream().map(id -> id(agent, id)).toList();
        return publishers
                .all(() -> decisions.find(Filters.in(Fields.ID, ids)))
                .map(found -> found.stream()
                        .map(MongoQuestionDecisionRepository::decision)
                        .toList());
    }

    private static String id(String agent, String question) {
        return agent + "/" + question;
    }

    private static BsonDocument document(QuestionDecision decision) {
        return Fields.empty()
                .put(Fields.ID, id(decision.agent(), decision.questionId()))
                .put(AGENT, decision.agent())
                .put(QUESTION, decision.questionId())
                .put(OUTCOME, decision.outcome().name())
                .put(ANSWER, decision.answer())
                .put(RULE, decision.ruleId())
                .put(AT, decision.at())
                .put(BY, decision.by())
                .document();
    }

    private static QuestionDecision decision(BsonDocument document) {
        Fields fields = new Fields(document);
        return new QuestionDecision(
                fields.text(AGENT),
                fields.text(QUESTION),
                QuestionDecision.Outcome.valueOf(fields.text(OUTCOME)),
                fields.text(ANSWER),
                fields.text(RULE),
                fields.time(AT),
                fields.text(BY));
    }
}
