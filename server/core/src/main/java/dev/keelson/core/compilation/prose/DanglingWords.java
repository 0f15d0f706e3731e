package dev.keelson.core.compilation.prose;

import dev.keelson.core.compilation.question.Question;
import dev.keelson.core.spec.Sentence;
import dev.keelson.core.spec.SpecText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds sentences that start with {@code it} or {@code they} and stand alone, so that nothing says who is meant. */
final class DanglingWords {
    private static final Pattern START = Pattern.compile("(?i)(it|they|this|these|those)\\b(?! is (?:not )?enough).*");

    private DanglingWords() {}

    /** Of the first sentence of a block: any other may speak of the one before it. */
    static Optional<Question> question(SpecText.Part part) {
        if (part.sentences().isEmpty()) {
            return Optional.empty();
        }
        Sentence first = part.sentences().get(0);
        if (first.cue() == null || !START.matcher(first.text()).matches()) {
            return Optional.empty();
        }
        String word = first.text().split("\\W", 2)[0];
        String quoted = VagueWords.cut(first.text());
        return Optional.of(Question.of(
                Question.Kind.AMBIGUITY,
                Question.Origin.RULES,
                List.of(first.id()),
                "Who or what is \"" + word + "\" in: " + quoted,
                List.of(
                        new Question.Reading(
                                "The input as a whole",
                                "The rule holds for every input.",
                                "In \"" + quoted + "\", \"" + word + "\" is the input as a whole."),
                        new Question.Reading(
                                "What the rule before it speaks of",
                                "The rule holds only where the one before it does.",
                                "In \"" + quoted + "\", \"" + word + "\" is what the rule before it speaks of."))));
    }
}
