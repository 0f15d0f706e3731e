package dev.keelson.core.compilation.question;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.time.Clock;

/** Passes over a question: it is not asked again. */
public final class DismissQuestionUseCase {
    private final QuestionQueries questions;
    private final QuestionDecisionRepository decisions;
    private final Clock clock;

    public DismissQuestionUseCase(QuestionQueries questions, QuestionDecisionRepository decisions, Clock clock) {
        this.questions = questions;
        this.decisions = decisions;
        this.clock = clock;
    }

    public record Input(Principal by, String agent, String question) {}

    /** Fails with {@link ErrorCode#QUESTION_NOT_FOUND}. */
    public Future<Void> execute(Input input) {
        input.by().require(Permission.DRAFT_EDIT);
        input.by().requireAgent(input.agent());
        return questions
                .open(input.by(), input.agent(), input.question())
                .compose(question -> decisions.insert(new QuestionDecision(
                        input.agent(),
                        question.id(),
                        QuestionDecision.Outcome.DISMISSED,
                        "",
                        "",
                        clock.instant(),
                        input.by().keyId())));
    }
}
