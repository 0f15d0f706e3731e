package dev.keelson.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON list whose things can be told apart by a name, so that a moved one is no changed one.
 *
 * @param indexes place of each name in the list
 */
record NamedItems(JsonNode list, List<String> names, Map<String, Integer> indexes) {
    private static final List<String> NAMING = List.of("id", "name", "title");

    /** Empty when a thing has no name or two have the same. */
    static Optional<NamedItems> of(JsonNode list) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> indexes = new HashMap<>();
        for (int index = 0; index < list.size(); index++) {
            Optional<String> name = name(list.path(index));
            if (name.isEmpty() || indexes.putIfAbsent(name.get(), index) != null) {
                return Optional.empty();
            }
            names.add(name.get());
        }
        return Optional.of(new NamedItems(list, names, indexes));
    }

    NamedItems {
        names = List.copyOf(names);
        indexes = Map.copyOf(indexes);
    }

    boolean has(String name) {
        return indexes.containsKey(name);
    }

    int index(String name) {
        return Objects.requireNonNull(indexes.get(name), name);
    }

    JsonNode get(String name) {
        return list.path(index(name));
    }

    @Nullable
    JsonNode find(String name) {
        return has(name) ? get(name) : null;
    }

    /** The names that the other list has, too, in the order of this one. */
    List<String> common(NamedItems other) {
        return names.stream().filter(other::has).toList();
    }

    private static Optional<String> name(JsonNode item) {
        if (item.path("provider").isTextual() && item.path("model").isTextual()) {
            return Optional.of(
                    item.path("provider").asText() + "/" + item.path("model").asText());
        }
        return NAMING.stream()
                .map(item::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
    }
}
