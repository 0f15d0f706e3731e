package dev.keelson.tool.httprequest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON body with places for arguments. Text that is one placeholder becomes the argument with its type, or is left out
 * when the argument is missing; a placeholder inside other text becomes text.
 */
record BodyTemplate(Object value) {

    /** The names of all placeholders. Throws {@link IllegalArgumentException} when one is broken. */
    Set<String> placeholders() {
        Set<String> names = new LinkedHashSet<>();
        collect(value, names);
        return names;
    }

    @Nullable
    Object fill(Map<String, Object> arguments) {
        return filled(value, arguments);
    }

    private static void collect(@Nullable Object node, Set<String> names) {
        if (node instanceof Map<?, ?> map) {
            map.values().forEach(child -> collect(child, names));
        } else if (node instanceof List<?> list) {
            list.forEach(child -> collect(child, names));
        } else if (node instanceof String text) {
            names.addAll(TemplateText.parse(text).placeholders());
        }
    }

    private static @Nullable Object filled(@Nullable Object node, Map<String, Object> arguments) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> result = new LinkedHashMap<>();
            map.forEach((key, child) -> {
                if (!isMissing(child, arguments)) {
                    result.put(key.toString(), filled(child, arguments));
                }
            });
            return result;
        }
        if (node instanceof List<?> list) {
            List<@Nullable Object> result = new ArrayList<>();
            list.stream()
                    .filter(child -> !isMissing(child, arguments))
                    .forEach(child -> result.add(filled(child, arguments)));
            return result;
        }
        return node instanceof String text ? filledText(TemplateText.parse(text), arguments) : node;
    }

    private static @Nullable Object filledText(TemplateText text, Map<String, Object> arguments) {
        if (text.isSingle()) {
            return arguments.get(text.placeholders().get(0));
        }
        return text.fill(name -> arguments.get(name) == null ? "" : ArgumentText.of(name, arguments.get(name)));
    }

    private static boolean isMissing(@Nullable Object node, Map<String, Object> arguments) {
        if (!(node instanceof String string)) {
            return false;
        }
        TemplateText text = TemplateText.parse(string);
        return text.isSingle() && !arguments.containsKey(text.placeholders().get(0));
    }
}
