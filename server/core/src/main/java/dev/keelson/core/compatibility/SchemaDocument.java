package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole schema document, in which references are followed. Immutable once built. */
final class SchemaDocument {
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    private final JsonNode root;
    private final Map<String, Place> anchors = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private boolean severalResources;

    SchemaDocument(JsonNode root) {
        this.root = root;
        collect(root(), 0);
    }

    Place root() {
        return new Place(this, root, "");
    }

    /** Empty for a reference out of the document, to nothing, or one whose meaning depends on nested identifiers. */
    Optional<Place> resolve(String reference) {
        if (severalResources) {
            return Optional.empty();
        }
        String id = root.path("$id").asText("");
        String local = !id.isEmpty() && reference.startsWith(id) ? reference.substring(id.length()) : reference;
        if (local.isEmpty() || local.equals("#")) {
            return Optional.of(root());
        }
        if (!local.startsWith("#")) {
            return Optional.empty();
        }
        String fragment = URLDecoder.decode(local.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        return fragment.startsWith("/") ? atPointer(fragment) : anchored(fragment);
    }

    private Optional<Place> atPointer(String pointer) {
        JsonNode node = root.at(pointer);
        return node.isObject() || node.isBoolean() ? Optional.of(new Place(this, node, pointer)) : Optional.empty();
    }

    private Optional<Place> anchored(String name) {
        return ambiguous.contains(name) ? Optional.empty() : Optional.ofNullable(anchors.get(name));
    }

    private void collect(Place place, int depth) {
        if (depth > Walk.MAX_DEPTH) {
            severalResources = true;
            return;
        }
        JsonNode node = place.node();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(place.at(i), depth + 1);
            }
            return;
        }
        severalResources |= depth > 0 && node.path("$id").isTextual();
        anchor(place, "$anchor");
        anchor(place, "$dynamicAnchor");
        node.fieldNames().forEachRemaining(name -> {
            if (!VALUES.contains(name)) {
                collect(place.at(name), depth + 1);
            }
        });
    }

    private void anchor(Place place, String keyword) {
        JsonNode name = place.keyword(keyword);
        if (name.isTextual() && anchors.put(name.textValue(), place) != null) {
            ambiguous.add(name.textValue());
        }
    }
}
