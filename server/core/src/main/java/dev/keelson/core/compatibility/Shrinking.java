package dev.keelson.core.compatibility;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes away from a counter-example what it does not need: properties and items, one by one. */
final class Shrinking {
    private static final int MAX_ATTEMPTS = 300;

    private final Trial trial;
    private final List<ContractChange> changes;
    private int attempts;

    Shrinking(Trial trial, List<ContractChange> changes) {
        this.trial = trial;
        this.changes = changes;
    }

    CounterExample smallest(CounterExample example) {
        CounterExample smallest = example;
        Optional<CounterExample> smaller = smaller(smallest);
        while (smaller.isPresent()) {
            smallest = smaller.get();
            smaller = smaller(smallest);
        }
        return smallest;
    }

    private Optional<CounterExample> smaller(CounterExample example) {
        int evidence = Evidence.of(example, changes);
        for (JsonPointer part : parts(example.instance())) {
            if (attempts++ >= MAX_ATTEMPTS) {
                return Optional.empty();
            }
            Optional<CounterExample> smaller = trial.disprove(without(example.instance(), part))
                    .filter(each -> Evidence.of(each, changes) >= evidence);
            if (smaller.isPresent()) {
                return smaller;
            }
        }
        return Optional.empty();
    }

    private static List<JsonPointer> parts(JsonNode instance) {
        List<JsonPointer> parts = new ArrayList<>();
        collect(instance, JsonPointer.empty(), parts);
        return parts;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> parts) {
        node.properties().forEach(entry -> {
            parts.add(at.appendProperty(entry.getKey()));
            collect(entry.getValue(), at.appendProperty(entry.getKey()), parts);
        });
        for (int i = node.isArray() ? node.size() - 1 : -1; i >= 0; i--) {
            parts.add(at.appendIndex(i));
            collect(node.path(i), at.appendIndex(i), parts);
        }
    }

    private static JsonNode without(JsonNode instance, JsonPointer part) {
        JsonNode copy = instance.deepCopy();
        JsonNode parent = copy.at(part.head());
        if (parent instanceof ObjectNode object) {
            object.remove(part.last().getMatchingProperty());
        }
        if (parent instanceof ArrayNode array) {
            array.remove(part.last().getMatchingIndex());
        }
        return copy;
    }
}
