package dev.keelson.provider.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills the output of one request field by field and keeps account of what could not be filled. */
final class Answer {
    private final List<String> notes = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> mustBeWritten = new ArrayList<>();
    private final Map<String, Object> output;

    private Answer(Field root, Material material) {
        output = object(root, material);
    }

    static Answer to(Field root, Material material) {
        return new Answer(root, material);
    }

    /** The output; incomplete when {@link #missing()} names fields. */
    Map<String, Object> output() {
        return output;
    }

    /** Pointers of required fields without a value. */
    List<String> missing() {
        return missing;
    }

    /** Those of the missing fields whose text would have to be written. */
    List<String> mustBeWritten() {
        return mustBeWritten;
    }

    /** For the trace: confidences and what was left empty. */
    List<String> notes() {
        return notes;
    }

    private Map<String, Object> object(Field object, Material material) {
        List<Field> choices = object.children().stream()
                .filter(field -> field.type().isChoice())
                .toList();
        Decisions decisions = Chooser.decide(choices, material);
        choices.forEach(field -> noteConfidence(field, decisions));
        Map<String, Object> filled = new LinkedHashMap<>();
        for (Field field : object.children()) {
            Optional<Object> value = value(field, material, decisions);
            if (value.isPresent()) {
                filled.put(field.name(), value.get());
            } else {
                leaveOut(field, material, filled);
            }
        }
        return filled;
    }

    private void noteConfidence(Field field, Decisions decisions) {
        notes.add(String.format(Locale.ROOT, "confidence %s: %.2f", field.pointer(), decisions.confidence(field)));
    }

    private void leaveOut(Field field, Material material, Map<String, Object> filled) {
        notes.add("could not fill: " + field.pointer());
        if (field.limits().nullable() && field.limits().required()) {
            putNull(filled, field.name());
        } else if (!field.limits().canBeLeftOut()) {
            missing.add(field.pointer());
            if (Writing.isAskedBy(field, material.examples())) {
                mustBeWritten.add(field.pointer());
            }
        }
    }

    @SuppressWarnings("NullAway") // JSON null
    private static void putNull(Map<String, Object> filled, String name) {
        filled.put(name, null);
    }

    private Optional<Object> value(Field field, Material material, Decisions decisions) {
        if (field.type() == FieldType.OBJECT) {
            return nested(field, material);
        }
        if (field.type().isChoice()) {
            return decisions.chosen(field);
        }
        if (field.limits().canBeLeftOut() && Presence.isRuledOut(field, material, decisions)) {
            return Optional.empty();
        }
        return field.type() == FieldType.LIST
                ? list(field, material, decisions)
                : candidates(field, material, decisions).stream().findFirst();
    }

    /** An optional object without any value is left out as a whole. */
    private Optional<Object> nested(Field field, Material material) {
        int missingBefore = missing.size();
        Map<String, Object> filled = object(field, material);
        boolean incomplete = missing.size() > missingBefore;
        if (field.limits().canBeLeftOut()
                && (incomplete || filled.values().stream().allMatch(Answer::isNull))) {
            missing.subList(missingBefore, missing.size()).clear();
            mustBeWritten.removeIf(pointer -> !missing.contains(pointer));
            return Optional.empty();
        }
        return Optional.of(filled);
    }

    private static boolean isNull(@Nullable Object value) {
        return value == null;
    }

    private static List<Object> candidates(Field field, Material material, Decisions decisions) {
        return switch (field.type()) {
            case INTEGER, NUMBER -> List.copyOf(new Numbers(field, material).find());
            case DATE, DATE_TIME -> List.copyOf(new Days(field, material).find());
            case STRING, EMAIL, URI -> List.copyOf(new Spans(field, material, decisions).find());
            case BOOLEAN, ENUM, LIST, OBJECT, UNKNOWN -> List.of();
        };
    }

    private Optional<Object> list(Field field, Material material, Decisions decisions) {
        List<Object> items = field.item()
                .map(item -> items(field, item, material, decisions))
                .orElse(List.of());
        double min = Math.max(0, field.limits().bounds().min());
        double max = Math.min(100, field.limits().bounds().max());
        List<Object> kept = items.stream().distinct().limit((long) max).toList();
        if (kept.size() < min || (kept.isEmpty() && field.limits().canBeLeftOut())) {
            return Optional.empty();
        }
        if (kept.isEmpty()) {
            notes.add("could not fill: " + field.pointer());
        }
        return Optional.of(kept);
    }

    private List<Object> items(Field list, Field item, Material material, Decisions decisions) {
        if (item.type() == FieldType.OBJECT) {
            return objects(item, material);
        }
        if (item.type().isChoice()) {
            return new SeveralChoices(list, item, material).find();
        }
        // Examples show whole lists, so the item is looked up under the list's own pointer.
        var named = new Field(list.label(), item.type(), item.limits(), item.choices(), item.children());
        return candidates(named, material, decisions);
    }

    /** One object for each sentence that has everything the schema requires of it. */
    private static List<Object> objects(Field item, Material material) {
        List<Object> found = new ArrayList<>();
        for (String sentence : material.input().sentences()) {
            Answer part = new Answer(item, material.about(Document.part(sentence)));
            boolean hasFacts = item.children().stream()
                    .anyMatch(field -> !field.type().isChoice() && part.output().get(field.name()) != null);
            if (part.missing().isEmpty() && hasFacts) {
                found.add(part.output());
            }
        }
        return found;
    }
}
