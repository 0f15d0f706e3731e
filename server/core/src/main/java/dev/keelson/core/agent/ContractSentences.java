package dev.keelson.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says in sentences how one schema of a contract differs from another, field by field. Confined to one comparison. */
final class ContractSentences {
    /** Keywords with sentences of their own. */
    private static final Set<String> SPOKEN = Set.of("properties", "required", "items", "type", "format", "enum");

    private static final String MEANINGS = "x-keelson-values";

    private final String side;
    private final List<String> sentences = new ArrayList<>();

    private ContractSentences(String side) {
        this.side = side;
    }

    /** {@code side}: input or output. */
    static List<String> of(String side, JsonNode before, JsonNode after) {
        var writer = new ContractSentences(side);
        writer.compare("", before, after);
        return writer.sentences;
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        compareTypes(path, before, after);
        compareValues(path, before.path("enum"), after.path("enum"));
        for (String keyword : union(names(before), names(after))) {
            if (keyword.equals("description")) {
                compareDescriptions(path, before, after);
            } else if (keyword.equals(MEANINGS)) {
                compareMeanings(path, before.path(keyword), after.path(keyword));
            } else if (!SPOKEN.contains(keyword)) {
                compareKeyword(path, keyword, before.path(keyword), after.path(keyword));
            }
        }
        compareFields(path, before, after);
        if (before.has("items") && after.has("items")) {
            compare(path + "/*", before.path("items"), after.path("items"));
        }
    }

    private void compareFields(String path, JsonNode before, JsonNode after) {
        JsonNode old = before.path("properties");
        JsonNode current = after.path("properties");
        Set<String> oldRequired = texts(before.path("required"));
        Set<String> newRequired = texts(after.path("required"));
        for (String name : union(names(old), names(current))) {
            String field = path + "/" + name;
            String presence = newRequired.contains(name) ? "required" : "optional";
            if (!old.has(name)) {
                say(field, " was added (" + type(current.path(name)) + ", " + presence + ")");
            } else if (!current.has(name)) {
                say(field, " was removed");
            } else {
                if (oldRequired.contains(name) != newRequired.contains(name)) {
                    say(field, " is now " + presence);
                }
                compare(field, old.path(name), current.path(name));
            }
        }
    }

    private void compareTypes(String path, JsonNode before, JsonNode after) {
        String old = type(before);
        String current = type(after);
        if (!old.equals(current)) {
            say(path, " changed its type from " + old + " to " + current);
        }
    }

    private void compareValues(String path, JsonNode before, JsonNode after) {
        if (!before.isArray() || !after.isArray()) {
            compareKeyword(path, "enum", before, after);
            return;
        }
        Set<String> old = shown(before);
        Set<String> current = shown(after);
        current.stream().filter(value -> !old.contains(value)).forEach(value -> say(path, " gained value " + value));
        old.stream().filter(value -> !current.contains(value)).forEach(value -> say(path, " lost value " + value));
        if (old.equals(current) && !before.equals(after)) {
            say(path, " has its values in another order");
        }
    }

    private void compareDescriptions(String path, JsonNode before, JsonNode after) {
        if (!before.path("description").equals(after.path("description"))) {
            say(path, " has a new description");
        }
    }

    private void compareMeanings(String path, JsonNode before, JsonNode after) {
        for (String value : union(names(before), names(after))) {
            if (!before.path(value).equals(after.path(value))) {
                say(path, " has a new meaning for value \"" + value + "\"");
            }
        }
    }

    private void compareKeyword(String path, String keyword, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isMissingNode()) {
            say(path, " now has " + keyword + " " + Sentences.shown(after));
        } else if (after.isMissingNode()) {
            say(path, " has no " + keyword + " any more; it was " + Sentences.shown(before));
        } else {
            say(path, " changed its " + keyword + " from " + Sentences.shown(before) + " to " + Sentences.shown(after));
        }
    }

    private void say(String path, String what) {
        String name = Character.toUpperCase(side.charAt(0)) + side.substring(1);
        sentences.add(path.isEmpty() ? "The " + side + what + "." : name + " field " + path + what + ".");
    }

    /** The type in words: {@code string or null}, {@code date}, {@code list of object}. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        String words = type.isArray() ? String.join(" or ", texts(type)) : type.asText("any");
        String format = schema.path("format").asText("");
        String named = format.isEmpty() ? words : words.replace("string", format);
        JsonNode items = schema.path("items");
        return items instanceof MissingNode ? named : named.replace("array", "list of " + type(items));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static Set<String> shown(JsonNode array) {
        Set<String> values = new LinkedHashSet<>();
        array.forEach(value -> values.add(value.isNull() ? "null" : Sentences.shown(value)));
        return values;
    }

    private static Set<String> union(Set<String> first, Set<String> second) {
        Set<String> union = new LinkedHashSet<>(first);
        union.addAll(second);
        return union;
    }
}
