package dev.keelson.core.compilation.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.compilation.question.QuestionDecision.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of decisions must do. */
public abstract class QuestionDecisionRepositoryContract {
    private QuestionDecisionRepository decisions;

    protected abstract QuestionDecisionRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        decisions = emptyRepository();
    }

    @Test
    void givesBackWhatWasDecided() {
        QuestionDecision answered = decision("triage", "q-00000001", Outcome.ANSWERED, "r-00000001");
        QuestionDecision dismissed = decision("triage", "q-00000002", Outcome.DISMISSED, "");
        decisions.insert(answered).await();
        decisions.insert(dismissed).await();

        assertThat(decisions
                        .find("triage", List.of("q-00000001", "q-00000002", "q-00000003"))
                        .await())
                .containsExactlyInAnyOrder(answered, dismissed);
    }

    @Test
    void keepsTheFirstDecision() {
        QuestionDecision first = decision("triage", "q-00000001", Outcome.ANSWERED, "r-00000001");
        decisions.insert(first).await();
        decisions
                .insert(decision("triage", "q-00000001", Outcome.DISMISSED, ""))
                .await();

        assertThat(decisions.find("triage", List.of("q-00000001")).await()).containsExactly(first);
    }

    @Test
    void keepsAgentsApart() {
        decisions
                .insert(decision("triage", "q-00000001", Outcome.DISMISSED, ""))
                .await();

        assertThat(decisions.find("extract", List.of("q-00000001")).await()).isEmpty();
        assertThat(decisions.find("triage", List.of()).await()).isEmpty();
    }

    private static QuestionDecision decision(String agent, String question, Outcome outcome, String rule) {
        return new QuestionDecision(agent, question, outcome, "It is urgent.", rule, Fixtures.NOW, "key-editor");
    }
}
