package dev.keelson.provider.support;

import dev.keelson.plugin.api.provider.Citation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes citations of search results and {@code url_citation} annotations; each address once, in the upstream's order. */
public final class CitedSources {
    private static final int MAX_CITATIONS = 500;

    private CitedSources() {}

    /** {@code sources}: objects with {@code url} and perhaps {@code title}, or with those inside {@code url_citation}. */
    public static List<Citation> citations(List<JsonFields> sources) {
        Map<String, Citation> byUrl = new LinkedHashMap<>();
        for (JsonFields source : sources) {
            JsonFields fields = source.object("url_citation").orElse(source);
            String url = fields.text("url").orElse("");
            if (!url.isBlank() && byUrl.size() < MAX_CITATIONS) {
                byUrl.putIfAbsent(url, citation(url, fields));
            }
        }
        return List.copyOf(byUrl.values());
    }

    private static Citation citation(String url, JsonFields source) {
        return source.text("title")
                .filter(title -> !title.isBlank())
                .map(title -> Citation.of(url, title))
                .orElseGet(() -> Citation.of(url));
    }
}
