package dev.keelson.storage.mongodb;

import dev.keelson.core.compilation.question.QuestionDecisionRepository;
import dev.keelson.core.compilation.question.QuestionDecisionRepositoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoQuestionDecisionRepositoryIT extends QuestionDecisionRepositoryContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected QuestionDecisionRepository emptyRepository() {
        return STORE.emptied().questionDecisions();
    }
}
