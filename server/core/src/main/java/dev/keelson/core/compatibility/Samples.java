package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Texts and numbers at the limits of schemas, the ones that fit first. */
final class Samples {
    private static final int MAX_LENGTH = 10_000;
    private static final Map<String, List<String>> BY_FORMAT = Map.ofEntries(
            Map.entry("date", List.of("2024-02-29", "2023-02-29")),
            Map.entry("time", List.of("10:20:30Z", "10:20")),
            Map.entry("date-time", List.of("2024-02-29T10:20:30Z", "2024-02-29 10:20")),
            Map.entry("duration", List.of("P1DT2H")),
            Map.entry("email", List.of("a@b.example")),
            Map.entry("hostname", List.of("a.example")),
            Map.entry("ipv4", List.of("192.0.2.1")),
            Map.entry("ipv6", List.of("2001:db8::1")),
            Map.entry("uri", List.of("https://a.example/b")),
            Map.entry("uri-reference", List.of("/b")),
            Map.entry("uuid", List.of("123e4567-e89b-12d3-a456-426614174000")),
            Map.entry("json-pointer", List.of("/a")),
            Map.entry("regex", List.of("[a-z]+")));

    private Samples() {}

    /** Values of a type that is neither array nor object. */
    static List<JsonNode> of(ValueType type, Facts own, Facts other) {
        return switch (type) {
            case NULL -> List.of(NullNode.instance);
            case BOOLEAN -> List.of(BooleanNode.FALSE, BooleanNode.TRUE);
            case INTEGER ->
                numbers(own, other).stream().filter(Values::isInteger).toList();
            case FRACTION ->
                numbers(own, other).stream()
                        .filter(number -> !Values.isInteger(number))
                        .toList();
            case STRING -> texts(own, other);
            case ARRAY, OBJECT -> List.of();
        };
    }

    private static List<JsonNode> numbers(Facts own, Facts other) {
        Set<BigDecimal> numbers = new LinkedHashSet<>();
        for (Facts facts : List.of(own, other)) {
            limits(facts).forEach(limit -> around(limit, facts, numbers));
        }
        for (String plain : List.of("0", "1", "-1", "0.5", "1.25", "7", "-7.5", "1000000", "12345678901")) {
            around(new BigDecimal(plain), own, numbers);
        }
        return numbers.stream().<JsonNode>map(DecimalNode::valueOf).toList();
    }

    private static List<BigDecimal> limits(Facts facts) {
        List<BigDecimal> limits = new ArrayList<>();
        for (String keyword : List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf")) {
            facts.all(keyword).stream()
                    .filter(JsonNode::isNumber)
                    .map(JsonNode::decimalValue)
                    .filter(Samples::handy)
                    .forEach(limits::add);
        }
        return limits;
    }

    /** Numbers with very many digits take too long to reckon with. */
    private static boolean handy(BigDecimal number) {
        return Math.abs((long) number.scale()) < 100 && number.precision() < 100;
    }

    private static void around(BigDecimal limit, Facts facts, Set<BigDecimal> numbers) {
        for (JsonNode multiple : facts.all("multipleOf")) {
            if (multiple.isNumber() && multiple.decimalValue().signum() > 0 && handy(multiple.decimalValue())) {
                BigDecimal step = multiple.decimalValue();
                BigDecimal nearest = limit.divide(step, 0, RoundingMode.CEILING).multiply(step);
                numbers.addAll(List.of(nearest, nearest.add(step), nearest.subtract(step)));
            }
        }
        BigDecimal half = new BigDecimal("0.5");
        numbers.addAll(List.of(
                limit,
                limit.add(BigDecimal.ONE),
                limit.subtract(BigDecimal.ONE),
                limit.add(half),
                limit.subtract(half)));
    }

    private static List<JsonNode> texts(Facts own, Facts other) {
        Set<String> texts = new LinkedHashSet<>();
        for (Facts facts : List.of(own, other)) {
            facts.all("format").forEach(format -> texts.addAll(BY_FORMAT.getOrDefault(format.asText(), List.of())));
            facts.all("pattern").forEach(pattern -> texts.addAll(PatternSamples.of(pattern.asText())));
            facts.all("examples").forEach(examples -> examples.forEach(example -> addText(example, texts)));
        }
        for (Facts facts : List.of(own, other)) {
            for (String keyword : List.of("minLength", "maxLength")) {
                facts.all(keyword).forEach(length -> lengths(length.asInt(), texts));
            }
        }
        texts.addAll(List.of("a", "", "A1", "0", " ", "b c", "\u00e9", "x".repeat(40), "2024-02-29", "a@b.example"));
        return texts.stream().<JsonNode>map(TextNode::valueOf).toList();
    }

    private static void addText(JsonNode example, Set<String> texts) {
        if (example.isTextual()) {
            texts.add(example.textValue());
        }
    }

    private static void lengths(int limit, Set<String> texts) {
        for (int length : new int[] {limit, limit + 1, limit - 1}) {
            if (length >= 0 && length <= MAX_LENGTH) {
                texts.add("x".repeat(length));
            }
        }
    }
}
