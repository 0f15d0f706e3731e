package dev.keelson.core.compilation.question;

class InMemoryQuestionDecisionRepositoryTest extends QuestionDecisionRepositoryContract {

    @Override
    protected QuestionDecisionRepository emptyRepository() {
        return new InMemoryQuestionDecisionRepository();
    }
}
