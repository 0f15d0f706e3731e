package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.provider.support.CitedSources;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.List;

/** Reads the sources of an answer: what the searches found, then what the text itself points to. */
final class CitationReader {
    static final String SEARCH_RESULTS = "search_results";

    private CitationReader() {}

    static List<Citation> read(AgentAnswer answer) {
        List<JsonFields> sources = new ArrayList<>();
        answer.items(SEARCH_RESULTS).forEach(item -> sources.addAll(item.objects("results")));
        answer.items("message").stream()
                .flatMap(message -> message.objects("content").stream())
                .forEach(part -> sources.addAll(part.objects("annotations")));
        return CitedSources.citations(sources);
    }
}
