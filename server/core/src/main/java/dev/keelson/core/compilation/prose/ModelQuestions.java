package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.question.Question;
import dev.keelson.core.spec.AnsweredSpec;
import dev.keelson.core.spec.ContractField;
import dev.keelson.core.spec.Sentence;
import dev.keelson.core.spec.SpecText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The system agent that finds questions: what it gets, and those of its questions that hold. */
final class ModelQuestions {
    private static final int MAX_SENTENCES = 2_000;

    private ModelQuestions() {}

    static ObjectNode input(SpecText text, @Nullable AgentDefinition definition) {
        ObjectNode input = Json.object().put("title", text.title());
        ArrayNode sentences = input.putArray("sentences");
        text.sentences().stream()
                .limit(MAX_SENTENCES)
                .forEach(each -> sentences.addObject().put("id", each.id()).put("text", each.text()));
        ArrayNode fields = input.putArray("fields");
        if (definition != null) {
            ContractField.of(definition.contract()).forEach(field -> {
                ObjectNode json = fields.addObject()
                        .put("path", field.pointer().substring(1))
                        .put("description", field.description());
                ArrayNode values = json.putArray("values");
                field.values().forEach(values::add);
            });
        }
        return input;
    }

    /** Questions about sentences that exist, with two readings or more that can become rules. */
    static List<Question> read(JsonNode output, SpecText text, Question.Kind kind) {
        Set<String> ids = text.sentences().stream().map(Sentence::id).collect(Collectors.toSet());
        List<Question> questions = new ArrayList<>();
        for (JsonNode json : output.path("questions")) {
            if (json.path("kind").asText().equals(kind.id())) {
                question(json, ids, kind).ifPresent(questions::add);
            }
        }
        return questions;
    }

    private static Optional<Question> question(JsonNode json, Set<String> ids, Question.Kind kind) {
        List<String> about = new ArrayList<>();
        json.path("sentence_ids").forEach(id -> about.add(id.asText()));
        List<Question.Reading> readings = new ArrayList<>();
        for (JsonNode reading : json.path("readings")) {
            String rule = AnsweredSpec.line(reading.path("rule").asText(""));
            if (!rule.isEmpty() && AnsweredSpec.isRule(rule)) {
                readings.add(new Question.Reading(
                        reading.path("reading").asText(),
                        reading.path("consequence").asText(),
                        rule));
            }
        }
        boolean founded = ids.containsAll(about) && (kind == Question.Kind.MISSING_CASE || !about.isEmpty());
        String question = json.path("question").asText("");
        return founded && readings.size() >= 2 && !question.isBlank()
                ? Optional.of(Question.of(kind, Question.Origin.MODEL, about, question, readings))
                : Optional.empty();
    }
}
