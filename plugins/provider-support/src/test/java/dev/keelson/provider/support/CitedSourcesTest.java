package dev.keelson.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.plugin.api.provider.Citation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sources that upstreams name. */
class CitedSourcesTest {

    @Test
    void readsBothShapesAndEachAddressOnce() {
        JsonFields sources = new JsonFields(TestJson.object("{'all':[{'url':'https://a.example','title':'A'},"
                + "{'type':'url_citation','url_citation':{'url':'https://b.example','title':' ','start_index':1}},"
                + "{'url':'https://a.example','title':'A again'},{'type':'file_citation'},{'url':''},{'url':7}]}"));

        assertThat(CitedSources.citations(sources.objects("all")))
                .extracting(Citation::url, citation -> citation.title().orElse("-"))
                .containsExactly(tuple("https://a.example", "A"), tuple("https://b.example", "-"));
    }

    @Test
    void boundsTheirNumber() {
        List<JsonFields> many = IntStream.range(0, 2_000)
                .mapToObj(i -> new JsonFields(Map.of("url", "https://a.example/" + i)))
                .toList();

        assertThat(CitedSources.citations(many)).hasSize(500);
    }
}
