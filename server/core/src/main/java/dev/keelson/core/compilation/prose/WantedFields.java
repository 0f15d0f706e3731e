package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.compilation.question.Question;
import dev.keelson.core.spec.Sentence;
import dev.keelson.core.spec.SpecText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks about things that new words mention and that no field of the settled contract holds. */
final class WantedFields {
    private static final int MAX = 20;
    private static final int MAX_NAME = 100;

    private WantedFields() {}

    /** Only those with a sentence that exists: the rest is nobody's wish. */
    static List<Question> questions(JsonNode read, SpecText text) {
        Set<String> ids = text.sentences().stream().map(Sentence::id).collect(Collectors.toSet());
        List<Question> questions = new ArrayList<>();
        for (JsonNode wanted : read.path("wanted_fields")) {
            String id = wanted.path("sentence_id").asText("");
            String name = wanted.path("name").asText("").strip();
            if (ids.contains(id) && !name.isEmpty() && questions.size() < MAX) {
                boolean input = wanted.path("side").asText().equals("input");
                questions.add(question(name.substring(0, Math.min(name.length(), MAX_NAME)), input, id));
            }
        }
        return questions;
    }

    private static Question question(String name, boolean input, String sentenceId) {
        return Question.of(
                Question.Kind.FIELD,
                Question.Origin.MODEL,
                List.of(sentenceId),
                "You mention \"" + name + "\", which no " + (input ? "input" : "output")
                        + " field holds. Change the contract?",
                List.of(
                        new Question.Reading("Keep the contract", "Callers see no change; there is no such field.", ""),
                        new Question.Reading(
                                "Change the contract",
                                "The spec is read anew, and fields may be added, changed and removed.",
                                "")));
    }
}
