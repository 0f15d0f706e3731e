package dev.keelson.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every spec, tried on random ones; the seed in a failing test's name repeats it. */
class SpecPropertyTest {
    private static final MarkdownSpecCompiler COMPILER = new MarkdownSpecCompiler();
    private static final int ROUNDS = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theSchemaHasExactlyTheWrittenFields(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            RandomFields input = RandomFields.of(random);
            RandomFields output = RandomFields.of(random);

            CompiledSpec compiled = COMPILER.compile(spec(input, output, List.of("Keep calm.")));

            assertThat(fields(compiled.contract().input(), "")).isEqualTo(input.expected());
            assertThat(fields(compiled.contract().output(), "")).isEqualTo(output.expected());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void compilingAgainGivesEqualParts(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String spec = spec(RandomFields.of(random), RandomFields.of(random), rules(random));

            CompiledSpec first = COMPILER.compile(spec);
            CompiledSpec second = new MarkdownSpecCompiler().compile(spec);

            assertThat(second).isEqualTo(first);
            assertThat(second.contract().digest()).isEqualTo(first.contract().digest());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void ruleIdsSurviveReorderingAndWhiteSpace(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> rules = rules(random);
            List<String> shuffled = new ArrayList<>(rules);
            Collections.shuffle(shuffled, random);
            List<String> respaced = shuffled.stream()
                    .map(rule -> rule.replace(" ", random.nextBoolean() ? "   " : "\n  "))
                    .toList();
            RandomFields fields = RandomFields.of(random);

            List<Rule> before = COMPILER.compile(spec(fields, fields, rules)).rules();
            List<Rule> after = COMPILER.compile(spec(fields, fields, respaced)).rules();

            assertThat(after).containsExactlyInAnyOrderElementsOf(before);
            assertThat(after).extracting(Rule::text).isEqualTo(shuffled);
            assertThat(after).extracting(Rule::id).doesNotHaveDuplicates();
        }
    }

    private static String spec(RandomFields input, RandomFields output, List<String> rules) {
        return "# T\n\n## Purpose\n\nP.\n\n## Input\n\n" + input.markdown() + "\n## Output\n\n" + output.markdown()
                + "\n## Rules\n\n" + rules.stream().map(rule -> "- " + rule).collect(Collectors.joining("\n"));
    }

    private static List<String> rules(Random random) {
        return IntStream.rangeClosed(1, 1 + random.nextInt(30))
                .mapToObj(number -> IntStream.range(0, 1 + random.nextInt(8))
                                .mapToObj(word -> Integer.toString(random.nextInt(1_000), Character.MAX_RADIX))
                                .collect(Collectors.joining(" "))
                        + " rule" + number)
                .toList();
    }

    /** Every field of a schema as {@code /path type required}. */
    private static List<String> fields(JsonNode schema, String path) {
        JsonNode object = schema.has("items") ? schema.path("items") : schema;
        List<String> fields = new ArrayList<>();
        object.path("properties").properties().forEach(entry -> {
            String name = path + "/" + entry.getKey();
            fields.add(name + " " + type(entry.getValue()) + " " + required(object, entry.getKey()));
            fields.addAll(fields(entry.getValue(), name));
        });
        if (object.has("properties")) {
            assertThat(object.path("additionalProperties").isBoolean()).isTrue();
            assertThat(object.path("additionalProperties").asBoolean()).isFalse();
        }
        return fields;
    }

    private static String type(JsonNode field) {
        JsonNode type = field.path("type");
        String plain = type instanceof ArrayNode nullable ? nullable.get(0).asText() + "?" : type.asText();
        return plain.equals("array") ? "array of " + type(field.path("items")) : plain;
    }

    private static boolean required(JsonNode object, String name) {
        return IntStream.range(0, object.path("required").size())
                .anyMatch(index -> object.path("required").path(index).asText().equals(name));
    }
}
