package dev.keelson.core.agent;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keelson.core.agent.JsonChange.Kind;
import dev.keelson.core.common.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two JSON values: objects by their keys, lists of things that have an id or a name by those, other lists as a
 * whole. Confined to one comparison.
 */
final class JsonDiff {
    private static final int MAX_CHANGES = 500;
    private static final int MAX_VALUE_LENGTH = 4_000;

    private final List<JsonChange> changes = new ArrayList<>();
    private boolean truncated;

    private JsonDiff() {}

    static JsonDiff between(Object before, Object after) {
        var diff = new JsonDiff();
        diff.compare(new Place(JsonPointer.empty(), null), normal(before), normal(after));
        return diff;
    }

    List<JsonChange> changes() {
        return changes;
    }

    /** Whether changes beyond the limit were left out. */
    boolean truncated() {
        return truncated;
    }

    /** Numbers as they are read, whichever type they had before they were written. */
    static JsonNode normal(Object value) {
        return Json.parse(Json.text(value));
    }

    private void compare(Place place, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof ObjectNode && after instanceof ObjectNode) {
            compareObjects(place, before, after);
            return;
        }
        if (before instanceof ArrayNode && after instanceof ArrayNode) {
            var old = NamedItems.of(before);
            var current = NamedItems.of(after);
            if (old.isPresent() && current.isPresent()) {
                compareItems(place, old.get(), current.get());
                return;
            }
        }
        add(Kind.CHANGED, place, before, after);
    }

    private void compareObjects(Place place, JsonNode before, JsonNode after) {
        Set<String> keys = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(keys::add);
        after.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            compareMaybe(place.property(key), before.get(key), after.get(key));
        }
    }

    private void compareMaybe(Place place, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null) {
            add(Kind.ADDED, place, null, after);
        } else if (after == null) {
            add(Kind.REMOVED, place, before, null);
        } else {
            compare(place, before, after);
        }
    }

    private void compareItems(Place place, NamedItems before, NamedItems after) {
        for (String name : before.names()) {
            if (!after.has(name)) {
                add(Kind.REMOVED, place.item(before.index(name), name), before.get(name), null);
            }
        }
        for (String name : after.names()) {
            compareMaybe(place.item(after.index(name), name), before.find(name), after.get(name));
        }
        if (!before.common(after).equals(after.common(before))) {
            add(Kind.REORDERED, place, normal(before.names()), normal(after.names()));
        }
    }

    private void add(Kind kind, Place place, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (changes.size() == MAX_CHANGES) {
            truncated = true;
            return;
        }
        changes.add(new JsonChange(place.pointer.toString(), kind, place.item, cut(before), cut(after)));
    }

    private static @Nullable JsonNode cut(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        String text = Json.text(value);
        return text.length() <= MAX_VALUE_LENGTH ? value : TextNode.valueOf(CutText.to(MAX_VALUE_LENGTH, text));
    }

    /** Where a value stands, and the outermost named thing around it. */
    private record Place(JsonPointer pointer, @Nullable String item) {

        Place property(String key) {
            return new Place(pointer.appendProperty(key), item);
        }

        Place item(int index, String name) {
            return new Place(pointer.appendIndex(index), item == null ? name : item);
        }
    }
}
