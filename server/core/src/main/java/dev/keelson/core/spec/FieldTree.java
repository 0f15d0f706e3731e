package dev.keelson.core.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields that a model read, with names that a contract may have, each inside its parent. Confined to one reading. */
final class FieldTree {
    private static final int MAX_FIELDS = 60;
    private static final int MAX_DEPTH = 4;
    private static final int MAX_NAME = 64;
    private static final Pattern NO_NAME = Pattern.compile("[^a-zA-Z0-9_-]+");
    private static final Pattern NO_START = Pattern.compile("^[^a-zA-Z]+");

    private final Map<String, Node> roots = new LinkedHashMap<>();
    private final List<String> notes;
    private int count;

    private FieldTree(List<String> notes) {
        this.notes = notes;
    }

    /** {@code notes}: gets a sentence for each field that was left out or renamed. */
    static List<Node> of(List<ReadField> fields, List<String> notes) {
        var tree = new FieldTree(notes);
        fields.forEach(tree::add);
        return List.copyOf(tree.roots.values());
    }

    /** A field with those inside it. */
    record Node(String name, ReadField field, Map<String, Node> inside) {

        /** The same without bounds and patterns, at all depths. */
        Node bare() {
            ReadField.Form form = field.form();
            var bare = new ReadField.Form(form.optional(), form.nullable(), null, null, null, form.values());
            Map<String, Node> below = new LinkedHashMap<>();
            inside.forEach((key, node) -> below.put(key, node.bare()));
            return new Node(name, with(field.type(), bare), below);
        }

        /** The same as a text, without anything inside. */
        Node asText() {
            ReadField.Form form = field.form();
            var plain = new ReadField.Form(form.optional(), form.nullable(), null, null, null, List.of());
            return new Node(name, with("string", plain), Map.of());
        }

        private ReadField with(String type, ReadField.Form form) {
            return new ReadField(
                    field.path(), type, form, field.description(), field.sentenceId(), field.quote(), field.reason());
        }
    }

    private void add(ReadField field) {
        List<String> names = names(field.path());
        if (names.isEmpty() || names.size() > MAX_DEPTH || count >= MAX_FIELDS) {
            notes.add("Left out field " + SpecProblems.quote(field.path()) + ": "
                    + (count >= MAX_FIELDS ? "more than " + MAX_FIELDS + " fields" : "no usable name"));
            return;
        }
        String last = names.remove(names.size() - 1);
        Map<String, Node> level = roots;
        for (String name : names) {
            level = parent(level, name, field).inside();
        }
        Node there = level.get(last);
        if (there != null) {
            notes.add("Left out field " + SpecProblems.quote(field.path()) + ": it was read twice");
            return;
        }
        count++;
        level.put(last, new Node(last, field, new LinkedHashMap<>()));
    }

    /** A parent that was not read itself is there because of its child. */
    private Node parent(Map<String, Node> level, String name, ReadField child) {
        return Optional.ofNullable(level.get(name)).orElseGet(() -> {
            count++;
            var implied = new ReadField(
                    name,
                    "object",
                    ReadField.Form.NONE,
                    "Holds what belongs to " + name.replace('_', ' ') + ".",
                    child.sentenceId(),
                    child.quote(),
                    "it holds the field " + child.path());
            var node = new Node(name, implied, new LinkedHashMap<>());
            level.put(name, node);
            return node;
        });
    }

    private static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        for (String step : path.strip().split("/", -1)) {
            String name = name(step);
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private static String name(String step) {
        String safe = NO_NAME.matcher(step.strip()).replaceAll("_");
        String started = NO_START.matcher(safe).replaceFirst("");
        boolean kept = started.equals(step.strip());
        String name = kept ? started : started.toLowerCase(Locale.ROOT).replaceAll("_+$", "");
        return name.substring(0, Math.min(name.length(), MAX_NAME));
    }
}
