package dev.keelson.provider.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An agent's input as text that can be compared and searched. Input beyond the window is ignored, which keeps the work for
 * one request bounded.
 *
 * @param scalars every text, number and boolean of the input by its name, outermost first
 * @param prose the texts written by people, in order
 * @param sentences the sentences of the prose
 */
record Document(Map<String, Object> scalars, String prose, List<String> sentences) {
    private static final int MAX_CHARACTERS = 6_000;
    private static final int MAX_SENTENCES = 48;
    private static final int MAX_SCALARS = 200;
    private static final Pattern NOT_PROSE = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}(T[\\d:.]+(Z|[+-]\\d{2}:?\\d{2})?)?|[a-z][a-z0-9+.-]*://\\S*|\\S{0,3}");

    static Document of(@Nullable Object input) {
        Map<String, Object> scalars = new LinkedHashMap<>();
        collect("", input, scalars);
        String prose = scalars.values().stream()
                .filter(String.class::isInstance)
                .map(value -> value.toString().strip())
                .filter(text -> !NOT_PROSE.matcher(text).matches())
                .collect(Collectors.joining("\n"));
        String window = prose.length() <= MAX_CHARACTERS ? prose : prose.substring(0, MAX_CHARACTERS);
        return new Document(scalars, window, Sentences.of(window, MAX_SENTENCES));
    }

    private static void collect(String name, @Nullable Object value, Map<String, Object> scalars) {
        if (scalars.size() >= MAX_SCALARS || value == null) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> collect(key.toString(), child, scalars));
        } else if (value instanceof List<?> list) {
            list.forEach(child -> collect(name, child, scalars));
        } else {
            String unique = scalars.containsKey(name) ? name + "#" + scalars.size() : name;
            scalars.put(unique, value);
        }
    }

    /** The input's value of that name, if the input has one. */
    Optional<Object> value(String name) {
        return Optional.ofNullable(scalars.get(name));
    }

    /** Whether a text, or each text of a list, stands in the input word for word. */
    boolean contains(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().allMatch(item -> item != null && contains(item));
        }
        return prose.contains(value.toString()) || scalars.containsValue(value);
    }

    /** Whether a text stands in one of the named values. */
    boolean standsIn(Set<String> names, String text) {
        return names.stream()
                .anyMatch(name -> value(name).map(Object::toString).orElse("").contains(text));
    }

    /** One part of this input as an input of its own. */
    static Document part(String sentence) {
        return new Document(Map.of(), sentence, List.of(sentence));
    }

    /** Everything that is compared with prototypes and examples: the whole first, then each sentence. */
    List<String> views() {
        List<String> views = new ArrayList<>();
        views.add(prose);
        views.addAll(sentences);
        return views;
    }
}
