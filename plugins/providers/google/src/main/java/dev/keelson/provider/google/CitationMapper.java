package dev.keelson.provider.google;

import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.provider.support.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the sources that candidates name, each once. Not thread-safe. */
final class CitationMapper {
    private static final int MAX_CITATIONS = 256;

    private final Map<String, Citation> byUrl = new LinkedHashMap<>();

    void add(JsonFields candidate) {
        candidate.object("groundingMetadata").stream()
                .flatMap(grounding -> grounding.objects("groundingChunks").stream())
                .flatMap(chunk -> chunk.object("web").stream())
                .forEach(this::addSource);
        candidate
                .object("citationMetadata")
                .ifPresent(cited -> cited.objects("citationSources").forEach(this::addSource));
    }

    List<Citation> citations() {
        return List.copyOf(byUrl.values());
    }

    private void addSource(JsonFields source) {
        String url = source.text("uri").orElse("").strip();
        if (url.isEmpty() || byUrl.size() >= MAX_CITATIONS) {
            return;
        }
        byUrl.putIfAbsent(
                url,
                source.text("title")
                        .filter(title -> !title.isBlank())
                        .map(title -> Citation.of(url, title))
                        .orElseGet(() -> Citation.of(url)));
    }
}
