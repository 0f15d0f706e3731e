package dev.keelson.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Templates use nothing that could turn text into markup or code. */
class TemplateLintTest {
    private static final List<String> FORBIDDEN =
            List.of("utext", "[(", "[[", "__${", "th:on", "style=", "javascript:", "th:inline", "http://", "https://");

    @Test
    void templatesUseNothingThatTurnsTextIntoMarkup() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(AdminUi.class.getResource("templates"), "templates");
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            List<Path> templates = files.toList();
            assertThat(templates).hasSizeGreaterThan(15);
            for (Path template : templates) {
                String text = Files.readString(template);
                assertThat(text).as(template.toString()).doesNotContain(FORBIDDEN);
                assertThat(text).as(template.toString()).doesNotContainPattern("<[^>]* on[a-z]+=");
            }
        }
    }
}
