package dev.keelson.core.compilation.question;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.agent.EditDraftUseCase;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.spec.AnsweredSpec;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes an author's answer to a question a rule of the spec and a test case, and has the draft compiled again. */
public final class AnswerQuestionUseCase {
    private static final int MAX_TEXT = 1_000;

    private final QuestionQueries questions;
    private final AgentQueries agents;
    private final EditDraftUseCase edit;
    private final AnswerTests tests;
    private final Around around;

    /** What an answer has an effect on besides the draft. */
    public record Around(LatestCompilation compilations, QuestionDecisionRepository decisions, Clock clock) {}

    public AnswerQuestionUseCase(
            QuestionQueries questions, AgentQueries agents, EditDraftUseCase edit, AnswerTests tests, Around around) {
        this.questions = questions;
        this.agents = agents;
        this.edit = edit;
        this.tests = tests;
        this.around = around;
    }

    /**
     * The answer.
     *
     * @param expectedRevision of the draft that the author has seen
     * @param reading index of the chosen reading; null with {@code text}
     * @param text a sentence of the author's own; null with {@code reading}
     */
    public record Input(
            Principal by,
            String agent,
            String question,
            long expectedRevision,
            @Nullable Integer reading,
            @Nullable String text) {}

    /**
     * What came of it.
     *
     * @param ruleId of the rule that the answer became; empty when the spec needed none
     * @param testCaseId of the case in the suite {@code generated}; empty when there is none
     */
    public record Output(Draft draft, String ruleId, String testCaseId) {}

    /**
     * Fails with {@link ErrorCode#QUESTION_NOT_FOUND}, {@link ErrorCode#REVISION_STALE} carrying the current
     * {@link Draft}, or {@link ErrorCode#REQUEST_INVALID}. An answer that was stored in part, because a node died, can be
     * given again.
     */
    public Future<Output> execute(Input input) {
        input.by().require(Permission.DRAFT_EDIT);
        input.by().requireAgent(input.agent());
        return questions
                .open(input.by(), input.agent(), input.question())
                .compose(question ->
                        agents.agent(input.by(), input.agent()).compose(agent -> answer(input, question, agent)));
    }

    private Future<Output> answer(Input input, Question question, Agent agent) {
        Question.Reading chosen = chosen(input, question);
        return draftWith(chosen.rule(), input, agent.draft())
                .compose(draft -> tests.add(new AnswerTests.Answer(input.by(), input.agent(), question, chosen), draft)
                        .compose(testCase -> decide(input, chosen)
                                .compose(done -> around.compilations()
                                        .start(input.by(), input.agent(), wantsSchemaChange(input, question)))
                                .map(done -> output(draft, chosen, testCase))));
    }

    private static Output output(Draft draft, Question.Reading chosen, String testCase) {
        return new Output(draft, chosen.rule().isEmpty() ? "" : AnsweredSpec.ruleId(chosen.rule()), testCase);
    }

    /** The second reading of a question about a field is the wish for another contract. */
    private static boolean wantsSchemaChange(Input input, Question question) {
        return question.kind() == Question.Kind.FIELD && Objects.requireNonNullElse(input.reading(), 0) == 1;
    }

    private Future<Draft> draftWith(String rule, Input input, Draft draft) {
        String spec = rule.isEmpty() ? draft.spec() : AnsweredSpec.with(draft.spec(), rule);
        if (spec.equals(draft.spec())) {
            return draft.revision() == input.expectedRevision()
                    ? Future.succeededFuture(draft)
                    : Future.failedFuture(KeelsonException.stale(
                            "the draft is at revision " + draft.revision() + " (expected: " + input.expectedRevision()
                                    + ")",
                            draft));
        }
        return edit.execute(
                new EditDraftUseCase.Input(input.by(), input.agent(), input.expectedRevision(), spec, null));
    }

    private Future<Void> decide(Input input, Question.Reading chosen) {
        return around.decisions()
                .insert(new QuestionDecision(
                        input.agent(),
                        input.question(),
                        QuestionDecision.Outcome.ANSWERED,
                        chosen.text(),
                        chosen.rule().isEmpty() ? "" : AnsweredSpec.ruleId(chosen.rule()),
                        around.clock().instant(),
                        input.by().keyId()));
    }

    private static Question.Reading chosen(Input input, Question question) {
        Integer reading = input.reading();
        String text = input.text();
        if ((reading == null) == (text == null)) {
            throw invalid("", "expected either reading or text");
        }
        if (reading != null) {
            int readings = question.readings().size();
            if (reading < 0 || reading >= readings) {
                throw invalid("/reading", "reading: " + reading + " (expected: 0 to " + (readings - 1) + ")");
            }
            return question.readings().get(reading);
        }
        String own = AnsweredSpec.line(Objects.requireNonNull(text, "text"));
        if (own.isEmpty() || own.length() > MAX_TEXT || !AnsweredSpec.isRule(own)) {
            throw invalid("/text", "expected one plain sentence of 1 to " + MAX_TEXT + " characters");
        }
        return new Question.Reading(own, "", own);
    }

    private static KeelsonException invalid(String pointer, String message) {
        return new KeelsonException(
                ErrorCode.REQUEST_INVALID, message, List.of(Violation.at(pointer, "answer", message)));
    }
}
