package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether two schemas assert the same, word by word but for what only describes: for what can't be judged otherwise.
 * References are followed. Confined to one call.
 */
final class Sameness {
    private static final Set<String> DESCRIBING = Set.of(
            "title", "description", "examples", "$comment", "default", "x-keelson-values", "deprecated", "$defs");
    private static final Set<String> NAMED_SCHEMAS = Set.of("properties", "patternProperties", "dependentSchemas");
    private static final Set<String> VALUES = Set.of("const", "enum", "required", "type", "dependentRequired");
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");
    private static final int MAX_NODES = 1_000;

    private final Set<String> followed = new HashSet<>();
    private int nodes;

    private Sameness() {}

    static boolean of(Place old, Place next) {
        return new Sameness().schemas(old, next);
    }

    private boolean schemas(Place old, Place next) {
        if (++nodes > MAX_NODES || followed.size() > Walk.MAX_DEPTH) {
            return false;
        }
        JsonNode one = old.node();
        JsonNode other = next.node();
        if (one.isArray() && other.isArray()) {
            return lists(old, next);
        }
        if (!one.isObject() || !other.isObject()) {
            return Values.same(one, other);
        }
        return asserting(one) == asserting(other) && keywords(old, next);
    }

    private static long asserting(JsonNode schema) {
        return schema.properties().stream()
                .filter(entry -> !DESCRIBING.contains(entry.getKey()))
                .count();
    }

    private boolean lists(Place old, Place next) {
        boolean same = old.node().size() == next.node().size();
        for (int i = 0; same && i < old.node().size(); i++) {
            same = schemas(old.at(i), next.at(i));
        }
        return same;
    }

    private boolean keywords(Place old, Place next) {
        boolean same = true;
        Iterator<Map.Entry<String, JsonNode>> keywords = old.node().properties().iterator();
        while (same && keywords.hasNext()) {
            String keyword = keywords.next().getKey();
            same = DESCRIBING.contains(keyword) || (next.has(keyword) && keyword(keyword, old, next));
        }
        return same;
    }

    private boolean keyword(String keyword, Place old, Place next) {
        Place one = old.at(keyword);
        Place other = next.at(keyword);
        if (VALUES.contains(keyword)) {
            return Values.same(one.node(), other.node());
        }
        if (REFERENCES.contains(keyword)) {
            return Values.same(one.node(), other.node()) && targets(one, other);
        }
        return NAMED_SCHEMAS.contains(keyword) ? named(one, other) : schemas(one, other);
    }

    private boolean targets(Place one, Place other) {
        String reference = one.node().asText();
        if (!followed.add(reference)) {
            return true;
        }
        Optional<Place> old = one.document().resolve(reference);
        Optional<Place> next = other.document().resolve(reference);
        return old.isPresent() && next.isPresent() && schemas(old.get(), next.get());
    }

    private boolean named(Place old, Place next) {
        boolean same = old.node().size() == next.node().size();
        Iterator<String> names = old.node().fieldNames();
        while (same && names.hasNext()) {
            String name = names.next();
            same = next.has(name) && schemas(old.at(name), next.at(name));
        }
        return same;
    }
}
