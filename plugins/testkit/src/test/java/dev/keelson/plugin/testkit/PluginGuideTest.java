package dev.keelson.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in the plugin guide is the code that compiles and passes its contract here. */
class PluginGuideTest {
    private static final Path GUIDE = Path.of("..", "..", "docs", "plugin-guide.md");
    private static final Path EXAMPLE = Path.of("src", "test", "java", "com", "example", "weather");
    private static final Pattern CODE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void showsCodeThatCompiles() throws IOException {
        List<String> shown = CODE.matcher(Files.readString(GUIDE))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```java\n".length(), block.length() - "```".length()))
                .toList();

        assertThat(shown)
                .containsExactly(
                        source("WeatherFactory.java"), source("WeatherTool.java"), source("WeatherContractTest.java"));
    }

    private static String source(String name) throws IOException {
        return Files.readString(EXAMPLE.resolve(name));
    }
}
