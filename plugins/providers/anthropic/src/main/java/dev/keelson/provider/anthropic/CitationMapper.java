package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.provider.Citation;
import dev.keelson.provider.support.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the sources that text blocks name. */
final class CitationMapper {
    private CitationMapper() {}

    /** Each address once; passages of files that came with the request have none. */
    static List<Citation> map(List<AnswerBlock> blocks) {
        Map<String, Citation> all = new LinkedHashMap<>();
        blocks.stream()
                .filter(AnswerBlock::isText)
                .flatMap(block -> block.fields().objects("citations").stream())
                .forEach(fields -> fields.text("url")
                        .filter(url -> !url.isBlank())
                        .ifPresent(url -> all.putIfAbsent(url, citation(url, fields))));
        return List.copyOf(all.values());
    }

    private static Citation citation(String url, JsonFields fields) {
        return fields.text("title").map(title -> Citation.of(url, title)).orElseGet(() -> Citation.of(url));
    }
}
