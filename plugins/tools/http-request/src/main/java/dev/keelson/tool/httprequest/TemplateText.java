package dev.keelson.tool.httprequest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with placeholders such as {@code {orderId}}.
 *
 * @param placeholders their names in order
 */
record TemplateText(String text, List<String> placeholders) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_-]{0,63})}");

    /** Throws {@link IllegalArgumentException} when braces are left that belong to no placeholder. */
    static TemplateText parse(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        String rest = matcher.replaceAll("");
        if (rest.contains("{") || rest.contains("}")) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: braces only around names)");
        }
        return new TemplateText(text, List.copyOf(names));
    }

    /** Whether the text is one placeholder and nothing else. */
    boolean isSingle() {
        return placeholders.size() == 1 && text.length() == placeholders.get(0).length() + 2;
    }

    String fill(UnaryOperator<String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(values.apply(match.group(1))));
    }
}
