package dev.keelson.app;

import dev.keelson.core.agent.AcceptAssumptionsUseCase;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.EditDraftUseCase;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.compilation.question.AnswerQuestionUseCase;
import dev.keelson.core.compilation.question.AnswerTests;
import dev.keelson.core.compilation.question.DismissQuestionUseCase;
import dev.keelson.core.compilation.question.NewestCompilation;
import dev.keelson.core.compilation.question.QuestionQueries;
import dev.keelson.http.api.QuestionRoutes;
import dev.keelson.storage.mongodb.MongoStorage;
import java.time.Clock;

/** Asking the authors of specs on this server. */
final class Questions {

    private Questions() {}

    static QuestionRoutes.UseCases open(
            MongoStorage storage, Compiling compiling, AgentQueries agents, EditDraftUseCase edit, AuditLog audit) {
        Clock clock = Clock.systemUTC();
        var newest = new NewestCompilation(
                compiling.cases().queries(), compiling.cases().start());
        var queries = new QuestionQueries(agents, newest, storage.questionDecisions());
        var answer = new AnswerQuestionUseCase(
                queries,
                agents,
                edit,
                new AnswerTests(storage.testSuites(), clock),
                new AnswerQuestionUseCase.Around(newest, storage.questionDecisions(), clock));
        return new QuestionRoutes.UseCases(
                queries,
                answer,
                new DismissQuestionUseCase(queries, storage.questionDecisions(), clock),
                new AcceptAssumptionsUseCase(storage.agents(), clock, audit));
    }
}
