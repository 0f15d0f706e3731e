package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.compilation.process.SchemaWalk.Visited;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The kinds of work that agents do, told from the contract by stated rules, the first that fits. */
enum TaskClass {
    MODERATION("a value of the output approves, and another rejects or asks for a review"),
    ROUTING("a field of the output says who or what goes on with the input"),
    CLASSIFICATION("most fields of the output are one of a few values, or true or false"),
    EXTRACTION("the output has several values that are copied from a text of the input"),
    WRITING("the output is mostly free text");

    private static final Set<String> ALLOWING =
            Set.of("approve", "approved", "allow", "allowed", "accept", "safe", "ok");
    private static final Set<String> REFUSING =
            Set.of("reject", "rejected", "block", "blocked", "deny", "remove", "review", "unsafe", "flag", "escalate");
    private static final Pattern DIRECTION = Pattern.compile(
            "(?i)(^|_)(queue|team|route|department|destination|assignee|owner|agent|handler|next)($|_)");

    private final String rule;

    TaskClass(String rule) {
        this.rule = rule;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rule that led here, in words. */
    String rule() {
        return rule;
    }

    static TaskClass of(AgentDefinition definition) {
        List<Visited> output = SchemaWalk.of(definition.contract()).stream()
                .filter(field -> !field.isInput())
                .toList();
        if (output.stream().anyMatch(field -> anyValue(field, ALLOWING) && anyValue(field, REFUSING))) {
            return MODERATION;
        }
        if (output.stream()
                .anyMatch(field ->
                        isChoice(field) && DIRECTION.matcher(field.name()).find())) {
            return ROUTING;
        }
        long choices = output.stream().filter(TaskClass::isChoice).count();
        long texts = output.stream().filter(Visited::isFreeText).count();
        long values = output.stream().filter(field -> !field.isType("object")).count();
        if (choices * 2 >= values && choices > 0) {
            return CLASSIFICATION;
        }
        boolean longText = output.stream().anyMatch(TaskClass::isLongText);
        return values > texts || (values >= 3 && !longText) ? EXTRACTION : WRITING;
    }

    private static boolean isChoice(Visited field) {
        return field.value().has("enum") || SchemaWalk.hasType(field.value(), "boolean");
    }

    private static boolean isLongText(Visited field) {
        return field.isFreeText() && field.value().path("maxLength").asInt(Integer.MAX_VALUE) > 500;
    }

    private static boolean anyValue(Visited field, Set<String> words) {
        for (JsonNode value : field.value().path("enum")) {
            if (words.contains(value.asText().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
