package dev.keelson.adminui;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A source that a model named for its answer. Text and address come from outside.
 *
 * @param linked whether the address is one that a page may lead to: of the web, and well-formed
 */
public record Source(String url, String title, boolean linked) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    static List<Source> of(JsonNode citations) {
        List<Source> sources = new ArrayList<>();
        for (JsonNode citation : citations) {
            String url = citation.path("url").asText();
            String title = citation.path("title").asText();
            sources.add(new Source(url, title.isBlank() ? url : title, isOfTheWeb(url)));
        }
        return sources;
    }

    private static boolean isOfTheWeb(String url) {
        try {
            URI address = URI.create(url);
            String scheme = address.getScheme();
            return scheme != null
                    && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
                    && address.getHost() != null
                    && address.getRawUserInfo() == null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
