package dev.keelson.core.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Estimates how many schemas the validator evaluates for one value and what it holds down to some depth: references can make
 * a small schema double its work at every step. Confined to one call.
 */
final class EvaluationCost {
    /** More is not told apart. */
    static final int TOO_MUCH = 1_000;
    /** So deep are values that are made to try a schema. */
    private static final int DEPTH = 8;

    /** References and alternatives that lead from one to the next for the same value. */
    private static final int MAX_NESTING = 64;

    private static final List<String> IN_PLACE_LISTS = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> IN_PLACE = List.of("not", "if", "then", "else");
    private static final List<String> BELOW =
            List.of("items", "contains", "additionalProperties", "unevaluatedProperties", "unevaluatedItems");
    private static final String ANY_NAME = "*";

    private final JsonNode root;
    private final Map<Visit, Integer> known = new HashMap<>();
    private final Set<Visit> open = new HashSet<>();

    private EvaluationCost(JsonNode root) {
        this.root = root;
    }

    /** At most {@link #TOO_MUCH}, which also stands for a schema that refers to itself without an end. */
    static int of(JsonNode schema) {
        return new EvaluationCost(schema).cost(schema, "", DEPTH);
    }

    private int cost(JsonNode node, String pointer, int depth) {
        Visit visit = new Visit(pointer, depth);
        Integer before = known.get(visit);
        if (before != null) {
            return before;
        }
        if (!open.add(visit)) {
            return TOO_MUCH;
        }
        Reach reach = new Reach();
        collect(node, pointer, reach);
        int most = 0;
        for (Map<String, Branch> children : reach.below.values()) {
            most = Math.max(most, depth == 0 ? 0 : sum(children, depth - 1));
        }
        int wild = depth == 0 ? 0 : sum(reach.below.getOrDefault(ANY_NAME, Map.of()), depth - 1);
        int cost = Math.min(TOO_MUCH, reach.evaluated + most + wild);
        open.remove(visit);
        known.put(visit, cost);
        return cost;
    }

    private int sum(Map<String, Branch> children, int depth) {
        int sum = 0;
        for (Map.Entry<String, Branch> child : children.entrySet()) {
            int times = child.getValue().times();
            sum = Math.min(TOO_MUCH, sum + times * cost(child.getValue().schema(), child.getKey(), depth));
        }
        return sum;
    }

    /** Goes through all schemas that are evaluated for the same value. */
    private void collect(JsonNode node, String pointer, Reach reach) {
        if (++reach.evaluated >= TOO_MUCH || !node.isObject()) {
            return;
        }
        IN_PLACE.forEach(keyword -> inPlace(node.path(keyword), pointer + '/' + keyword, reach));
        for (String keyword : IN_PLACE_LISTS) {
            each(node.path(keyword), pointer + '/' + keyword, (child, at) -> inPlace(child, at, reach));
        }
        each(node.path("dependentSchemas"), pointer + "/dependentSchemas", (child, at) -> inPlace(child, at, reach));
        for (String keyword : List.of("$ref", "$dynamicRef")) {
            String reference = node.path(keyword).asText("");
            target(reference).ifPresent(target -> inPlace(target, reference.substring(1), reach));
        }
        BELOW.forEach(keyword -> reach.add(ANY_NAME, node.path(keyword), pointer + '/' + keyword));
        for (String keyword : List.of("patternProperties", "prefixItems")) {
            each(node.path(keyword), pointer + '/' + keyword, (child, at) -> reach.add(ANY_NAME, child, at));
        }
        JsonNode properties = node.path("properties");
        each(
                properties,
                pointer + "/properties",
                (child, at) -> reach.add(at.substring(at.lastIndexOf('/')), child, at));
        reach.add(ANY_NAME, node.path("propertyNames"), pointer + "/propertyNames");
    }

    private void inPlace(JsonNode schema, String pointer, Reach reach) {
        if (schema.isMissingNode()) {
            return;
        }
        if (++reach.nesting > MAX_NESTING) {
            reach.evaluated = TOO_MUCH;
        }
        collect(schema, pointer, reach);
        reach.nesting--;
    }

    private static void each(JsonNode schemas, String pointer, Child child) {
        schemas.properties()
                .forEach(entry -> child.at(entry.getValue(), pointer + '/' + SchemaCheck.escaped(entry.getKey())));
        for (int i = 0; schemas.isArray() && i < schemas.size(); i++) {
            child.at(schemas.path(i), pointer + '/' + i);
        }
    }

    private Optional<JsonNode> target(String reference) {
        if (!reference.startsWith("#")) {
            return Optional.empty();
        }
        String fragment = reference.substring(1);
        if (fragment.isEmpty() || fragment.startsWith("/")) {
            JsonNode node = root.at(fragment);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node);
        }
        return SchemaCheck.anchored(root, fragment);
    }

    @FunctionalInterface
    private interface Child {
        void at(JsonNode schema, String pointer);
    }

    private record Visit(String pointer, int depth) {}

    private record Branch(JsonNode schema, int times) {}

    /** What is evaluated for one value, and which schemas for what is below it, by name and place. */
    private static final class Reach {
        private int evaluated;
        private int nesting;
        private final Map<String, Map<String, Branch>> below = new LinkedHashMap<>();

        void add(String name, JsonNode schema, String pointer) {
            if (!schema.isMissingNode()) {
                below.computeIfAbsent(name, any -> new LinkedHashMap<>())
                        .merge(
                                pointer,
                                new Branch(schema, 1),
                                (one, other) -> new Branch(schema, Math.min(TOO_MUCH, one.times() + 1)));
            }
        }
    }
}
