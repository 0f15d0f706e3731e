package dev.keelson.tool.httprequest;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address with places for arguments, inside path segments and query values only. Scheme, host, port, the number of
 * segments and the names of the query never depend on an argument.
 *
 * @param origin scheme, host and port as written
 * @param segments path segments, the empty text before the first slash left out
 */
record UrlTemplate(String origin, List<TemplateText> segments, List<QueryPair> query) {
    private static final int MAX_LENGTH = 8_192;

    /** One {@code name=value} of the query. */
    record QueryPair(String name, TemplateText value) {}

    Set<String> pathPlaceholders() {
        Set<String> names = new LinkedHashSet<>();
        segments.forEach(segment -> names.addAll(segment.placeholders()));
        return names;
    }

    Set<String> placeholders() {
        Set<String> names = pathPlaceholders();
        query.forEach(pair -> names.addAll(pair.value().placeholders()));
        return names;
    }

    boolean hasQueryName(String name) {
        return query.stream().anyMatch(pair -> pair.name().equals(name));
    }

    /** {@code others}: more pairs for the query. Throws {@link RefusedArgument}. */
    URI fill(Map<String, Object> arguments, List<String> others) {
        StringBuilder url = new StringBuilder(origin);
        segments.forEach(segment -> url.append('/').append(filledSegment(segment, arguments)));
        List<String> pairs = new ArrayList<>();
        for (QueryPair pair : query) {
            String filled = filledPair(pair, arguments);
            if (filled != null) {
                pairs.add(filled);
            }
        }
        pairs.addAll(others);
        if (!pairs.isEmpty()) {
            url.append('?').append(String.join("&", pairs));
        }
        if (url.length() > MAX_LENGTH) {
            throw new RefusedArgument("The arguments make the address longer than " + MAX_LENGTH + " characters.");
        }
        return URI.create(url.toString());
    }

    private static String filledSegment(TemplateText segment, Map<String, Object> arguments) {
        String filled = segment.fill(name -> {
            String text = ArgumentText.of(name, arguments.get(name));
            PathRules.requireInsideSegment(name, text);
            return ArgumentText.encoded(text);
        });
        if (!segment.placeholders().isEmpty()) {
            PathRules.requireNoDots(segment.placeholders().get(0), filled);
        }
        return filled;
    }

    /** Null when the pair is left out, because an optional argument was not given. */
    private static @Nullable String filledPair(QueryPair pair, Map<String, Object> arguments) {
        if (pair.value().placeholders().stream().anyMatch(name -> arguments.get(name) == null)) {
            return null;
        }
        return pair.name() + "="
                + pair.value().fill(name -> ArgumentText.encoded(ArgumentText.of(name, arguments.get(name))));
    }
}
