package dev.keelson.tool.httprequest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the setting {@code url}. */
final class UrlTemplateReader {
    private UrlTemplateReader() {}

    /** Throws {@link IllegalArgumentException} that says what is wrong. */
    static UrlTemplate read(String url) {
        requireUrl(url);
        int afterScheme = url.indexOf("://") + 3;
        int pathStart = firstOf(url, "/?", afterScheme);
        String origin = url.substring(0, pathStart);
        if (origin.contains("{") || origin.contains("}") || origin.contains("@")) {
            throw new IllegalArgumentException("has a placeholder or user info in scheme, host or port");
        }
        int queryStart = firstOf(url, "?", pathStart);
        List<TemplateText> segments = segments(url.substring(pathStart, queryStart));
        String query = queryStart < url.length() ? url.substring(queryStart + 1) : "";
        return new UrlTemplate(origin, segments, query(query));
    }

    /** Tries the template with a harmless value everywhere, so that what is left can be parsed by the JDK. */
    private static void requireUrl(String url) {
        try {
            URI sample = new URI(TemplateText.parse(url).fill(name -> "x"));
            boolean http = "http".equals(sample.getScheme()) || "https".equals(sample.getScheme());
            if (!http || sample.getHost() == null || sample.getRawFragment() != null) {
                throw new IllegalArgumentException("(expected: an absolute http or https URL without a fragment)");
            }
        } catch (URISyntaxException broken) {
            throw new IllegalArgumentException("is no URL: " + broken.getReason(), broken);
        }
    }

    private static List<TemplateText> segments(String path) {
        if (path.isEmpty()) {
            return List.of();
        }
        List<TemplateText> segments = Arrays.stream(path.substring(1).split("/", -1))
                .map(TemplateText::parse)
                .toList();
        if (segments.stream()
                .anyMatch(
                        segment -> segment.text().equals("..") || segment.text().equals("."))) {
            throw new IllegalArgumentException("has a segment of dots");
        }
        return segments;
    }

    private static List<UrlTemplate.QueryPair> query(String query) {
        List<UrlTemplate.QueryPair> pairs = new ArrayList<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (name.isEmpty() || name.contains("{")) {
                throw new IllegalArgumentException("has a placeholder in the query that is no value");
            }
            pairs.add(
                    new UrlTemplate.QueryPair(name, TemplateText.parse(equals < 0 ? "" : pair.substring(equals + 1))));
        }
        return pairs;
    }

    private static int firstOf(String text, String characters, int from) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
