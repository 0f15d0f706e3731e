package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.provider.support.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the pages that an answer names, each once. */
final class Citations {
    private static final int MAX = 500;
    private static final String URL_CITATION = "url_citation";

    private final Map<String, Citation> byUrl = new LinkedHashMap<>();

    /** {@code holder}: has a list {@code annotations}, whose entries are flat or nested. */
    void addAll(JsonFields holder) {
        holder.objects("annotations").stream()
                .filter(annotation ->
                        annotation.text("type").filter(URL_CITATION::equals).isPresent())
                .forEach(annotation -> add(annotation.object(URL_CITATION).orElse(annotation)));
    }

    List<Citation> all() {
        return List.copyOf(byUrl.values());
    }

    private void add(JsonFields citation) {
        String url = citation.text("url").orElse("");
        if (url.isBlank() || byUrl.size() >= MAX) {
            return;
        }
        byUrl.putIfAbsent(
                url,
                citation.text("title")
                        .filter(title -> !title.isBlank())
                        .map(title -> Citation.of(url, title))
                        .orElseGet(() -> Citation.of(url)));
    }
}
