package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keelson.core.error.Violation;
import dev.keelson.plugin.api.provider.Attachment;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files in an input: strings whose schema says {@code "contentEncoding": "base64"} and a {@code contentMediaType} of an
 * image or a PDF. They go to the model as attachments; in the input's text stands where each came from. Immutable.
 */
final class InputAttachments {
    private static final int MAX_FILES = 20;
    private static final int MAX_DEPTH = 16;
    private static final String PDF = "application/pdf";
    /** First Base64 characters of each kind of file, from its signature. */
    private static final Map<String, String> SIGNATURES = signatures();

    private final Place root;
    private final boolean hasImages;
    private final boolean hasDocuments;

    private InputAttachments(Place root) {
        this.root = root;
        hasImages = takes(root, "image/");
        hasDocuments = takes(root, PDF);
    }

    static InputAttachments of(JsonNode inputSchema) {
        return new InputAttachments(place(inputSchema, 0));
    }

    /** Where files may stand: a file itself, the members of an object, the items of a list. */
    private record Place(String mediaType, Map<String, Place> members, Optional<Place> items) {
        private static final Place NOTHING = new Place("", Map.of(), Optional.empty());

        boolean isEmpty() {
            return mediaType.isEmpty() && members.isEmpty() && items.isEmpty();
        }
    }

    /** An input without its files, and the files. */
    record Parts(JsonNode input, List<Attachment> files) {}

    boolean hasImages() {
        return hasImages;
    }

    boolean hasDocuments() {
        return hasDocuments;
    }

    /** What of the files is not what the schema says it is; the input fits its schema otherwise. */
    List<Violation> violations(JsonNode input) {
        if (root.isEmpty()) {
            return List.of();
        }
        List<Violation> violations = new ArrayList<>();
        int[] count = new int[1];
        visit(root, input, "", (place, value, pointer) -> {
            if (++count[0] > MAX_FILES) {
                violations.add(Violation.at(pointer, "maxFiles", "more than " + MAX_FILES + " files in one input"));
            }
            if (mediaType(value.asText())
                            .filter(found -> fits(place.mediaType(), found))
                            .isEmpty()
                    || !isBase64(value.asText())) {
                violations.add(Violation.at(
                        pointer,
                        "contentMediaType",
                        "not the Base64 of "
                                + (place.mediaType().equals(PDF) ? "a PDF" : "a PNG, JPEG, GIF or WebP image")));
            }
        });
        return violations;
    }

    Parts split(JsonNode input) {
        if (root.isEmpty()) {
            return new Parts(input, List.of());
        }
        List<Attachment> files = new ArrayList<>();
        return new Parts(without(root, input, "", files), List.copyOf(files));
    }

    private static JsonNode without(Place place, JsonNode value, String pointer, List<Attachment> files) {
        if (!place.mediaType().isEmpty() && value.isTextual()) {
            String name = pointer.substring(1).replace('/', '-');
            files.add(Attachment.of(name, mediaType(value.asText()).orElse(place.mediaType()), value.asText()));
            return TextNode.valueOf("(attached file " + name + ")");
        }
        if (value instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties()
                    .forEach(member -> copy.set(
                            member.getKey(),
                            without(
                                    place.members().getOrDefault(member.getKey(), Place.NOTHING),
                                    member.getValue(),
                                    pointer + "/" + member.getKey(),
                                    files)));
            return copy;
        }
        if (value instanceof ArrayNode array && place.items().isPresent()) {
            ArrayNode copy = array.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                copy.add(without(place.items().get(), array.get(i), pointer + "/" + i, files));
            }
            return copy;
        }
        return value;
    }

    /** Does something with one file of an input. */
    private interface Visitor {
        void file(Place place, JsonNode value, String pointer);
    }

    private static void visit(Place place, JsonNode value, String pointer, Visitor visitor) {
        if (!place.mediaType().isEmpty() && value.isTextual()) {
            visitor.file(place, value, pointer);
        }
        place.members().forEach((name, member) -> {
            if (value.has(name)) {
                visit(member, value.get(name), pointer + "/" + name, visitor);
            }
        });
        place.items().ifPresent(item -> {
            for (int i = 0; i < value.size(); i++) {
                visit(item, value.get(i), pointer + "/" + i, visitor);
            }
        });
    }

    private static Place place(JsonNode schema, int depth) {
        if (depth > MAX_DEPTH || !schema.isObject()) {
            return Place.NOTHING;
        }
        String mediaType = schema.path("contentMediaType").asText();
        boolean isFile = schema.path("contentEncoding").asText().equals("base64")
                && (mediaType.equals(PDF) || mediaType.startsWith("image/"));
        Map<String, Place> members = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(member -> {
            Place inside = place(member.getValue(), depth + 1);
            if (!inside.isEmpty()) {
                members.put(member.getKey(), inside);
            }
        });
        Optional<Place> items =
                Optional.of(place(schema.path("items"), depth + 1)).filter(place -> !place.isEmpty());
        return new Place(isFile ? mediaType : "", Map.copyOf(members), items);
    }

    private static boolean takes(Place place, String prefix) {
        return place.mediaType().startsWith(prefix)
                || place.members().values().stream().anyMatch(member -> takes(member, prefix))
                || place.items().filter(item -> takes(item, prefix)).isPresent();
    }

    private static boolean fits(String wanted, String found) {
        return wanted.equals(found) || (wanted.equals("image/*") && found.startsWith("image/"));
    }

    private static Optional<String> mediaType(String base64) {
        return SIGNATURES.entrySet().stream()
                .filter(each -> base64.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }

    private static Map<String, String> signatures() {
        Map<String, String> signatures = new LinkedHashMap<>();
        signatures.put("iVBORw0KGgo", "image/png");
        signatures.put("/9j/", "image/jpeg");
        signatures.put("R0lGOD", "image/gif");
        signatures.put("UklGR", "image/webp");
        signatures.put("JVBERi0", PDF);
        return signatures;
    }
}
