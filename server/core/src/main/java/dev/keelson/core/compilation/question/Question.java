package dev.keelson.core.compilation.question;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that the author of a spec has to decide.
 *
 * @param id {@code q-} and 8 hex digits of sentences and readings: the same question keeps its id
 * @param sentenceIds sentences of the spec that it is about; empty for a case that none covers
 * @param text the question, one sentence
 * @param readings the competing answers, 2 to 4
 */
public record Question(
        String id, Kind kind, Origin origin, List<String> sentenceIds, String text, List<Reading> readings) {
    /** Key of the questions in the result of a process. */
    public static final String RESULT_KEY = "questions";

    private static final int ID_BYTES = 4;

    public Question {
        sentenceIds = List.copyOf(sentenceIds);
        readings = List.copyOf(readings);
    }

    public static Question of(Kind kind, Origin origin, List<String> sentenceIds, String text, List<Reading> readings) {
        return new Question(id(kind, sentenceIds, readings), kind, origin, sentenceIds, text, readings);
    }

    private static String id(Kind kind, List<String> sentenceIds, List<Reading> readings) {
        List<String> words = new ArrayList<>(List.of(kind.name()));
        sentenceIds.stream().sorted().forEach(words::add);
        readings.forEach(reading -> words.add(reading.text() + "\n" + reading.rule()));
        byte[] digest = Sha256.raw(String.join("\n\n", words).getBytes(StandardCharsets.UTF_8));
        return "q-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
    }

    /** As a process's result holds it. */
    public JsonNode json() {
        return Json.mapper().valueToTree(this);
    }

    /** Reads what {@link #json()} wrote. */
    public static Question of(JsonNode json) {
        return Json.read(json.toString(), Question.class);
    }

    /**
     * One competing answer.
     *
     * @param consequence what comes out then
     * @param rule the sentence that settles it so; empty when the spec needs none
     * @param expected part of the output that follows for the case at hand; null when that can't be said
     */
    public record Reading(
            String text,
            String consequence,
            String rule,
            @Nullable JsonNode expected) {

        public Reading {
            Objects.requireNonNull(rule, "rule");
            expected = expected == null || expected.isNull() ? null : expected;
        }

        public Reading(String text, String consequence, String rule) {
            this(text, consequence, rule, null);
        }
    }

    /** What is in doubt. */
    public enum Kind {
        @JsonProperty("ambiguity")
        AMBIGUITY("ambiguity"),
        @JsonProperty("contradiction")
        CONTRADICTION("contradiction"),
        @JsonProperty("missing-case")
        MISSING_CASE("missing-case"),
        /** Whether the contract is to change; the second reading says yes. */
        @JsonProperty("field")
        FIELD("field");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The kind as it stands in answers: {@code missing-case}. */
        public String id() {
            return id;
        }
    }

    /** Who found it. */
    public enum Origin {
        @JsonProperty("rules")
        RULES,
        @JsonProperty("model")
        MODEL
    }
}
