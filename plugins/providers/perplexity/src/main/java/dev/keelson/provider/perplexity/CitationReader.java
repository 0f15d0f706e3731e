package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the sources of an answer: what the searches found, then what the text itself points to; each address once. */
final class CitationReader {
    static final String SEARCH_RESULTS = "search_results";
    private static final int MAX_CITATIONS = 500;

    private CitationReader() {}

    static List<Citation> read(AgentAnswer answer) {
        List<JsonFields> sources = new ArrayList<>();
        answer.items(SEARCH_RESULTS).forEach(item -> sources.addAll(item.objects("results")));
        answer.items("message").stream()
                .flatMap(message -> message.objects("content").stream())
                .forEach(part -> sources.addAll(part.objects("annotations")));
        Map<String, Citation> byUrl = new LinkedHashMap<>();
        for (JsonFields source : sources) {
            String url = source.text("url").orElse("");
            if (!url.isBlank() && byUrl.size() < MAX_CITATIONS) {
                byUrl.computeIfAbsent(url, first -> citation(first, source));
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
