package dev.keelson.core.compilation.question;

import java.time.Instant;

/**
 * What became of a question.
 *
 * @param answer words that the author chose or wrote; empty when it was dismissed
 * @param ruleId of the rule that the answer became; empty when there is none
 */
public record QuestionDecision(
        String agent, String questionId, Outcome outcome, String answer, String ruleId, Instant at, String by) {

    /** Answered or passed over. */
    public enum Outcome {
        ANSWERED,
        DISMISSED
    }
}
