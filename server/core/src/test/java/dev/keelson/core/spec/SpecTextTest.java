package dev.keelson.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpecTextTest {

    @Test
    void cutsProseIntoSentencesWithLinesAndCues() {
        SpecText text = SpecText.of(ProseSpecs.PROSE);

        assertThat(text.title()).isEqualTo("Complaint desk");
        assertThat(text.sentences())
                .extracting(Sentence::text)
                .containsExactly(
                        "We get complaints from customers of our bakery by mail.",
                        "Each one has a subject and a text, and sometimes an order number such as B-1234.",
                        "Tell us how severe it is: minor, serious or dangerous.",
                        "Write a short summary, too.",
                        "Anything about glass or metal in the bread is dangerous.",
                        "Never promise a refund in the summary.",
                        "A complaint is serious if: - the customer is ill, or - it is the third one this month.");
        assertThat(text.sentences()).extracting(Sentence::line).containsExactly(3, 3, 6, 6, 8, 9, 11);
        assertThat(text.sentences().get(5).cue()).isEqualTo("never");
        assertThat(text.sentences().get(0).cue()).isNull();
    }

    @Test
    void anIdStaysWhenItsSentenceMoves() {
        String moved = "Intro.\n\n- Never   promise a\n  refund in the summary.\n";

        assertThat(ProseSpecs.idOf(moved, "Never promise")).isEqualTo(ProseSpecs.idOf("Never promise"));
    }

    @Test
    void abbreviationsEndNoSentence() {
        assertThat(SpecText.of("Use a code, e.g. Alpha or Beta. Then stop.").sentences())
                .extracting(Sentence::text)
                .containsExactly("Use a code, e.g. Alpha or Beta.", "Then stop.");
    }

    @Test
    void aFieldAndARuleAndAnAnswerAreOneSentenceEach() {
        SpecText text = SpecText.of("""
                # T

                ## Input

                - `kind` (one of a, b): The kind. It has two values.
                  - `a`: The first.

                ## Rules

                - Do this. Then that.

                ## Answers

                - It is urgent. Always.
                """);

        assertThat(text.sentences())
                .extracting(Sentence::text)
                .containsExactly(
                        "`kind` (one of a, b): The kind. It has two values.",
                        "`a`: The first.",
                        "Do this. Then that.",
                        "It is urgent. Always.");
        Sentence rule = text.sentences().get(2);
        assertThat(rule.ruleId().substring(2)).isEqualTo(rule.id().substring(2));
        assertThat(text.sentences().get(3).cue()).isEqualTo("answer");
    }

    @Test
    void tellsProseFromTheForm() {
        assertThat(Prose.isProse(ProseSpecs.PROSE)).isTrue();
        assertThat(Prose.isProse("# T\n\n## Purpose\n\nSome words about what it does.\n"))
                .isTrue();
        assertThat(Prose.isProse("# T\n\n## Inputs\n\n- `a` (string): A.\n")).isFalse();
        assertThat(Prose.isProse("## output\n")).isFalse();
    }
}
