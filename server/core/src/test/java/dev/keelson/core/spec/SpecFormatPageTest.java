package dev.keelson.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Keeps docs/spec-format.md true. */
class SpecFormatPageTest {
    private static final String EXAMPLE_START = "````markdown\n";

    @Test
    void explainsEveryProblem() throws IOException {
        assertThat(page())
                .contains(Arrays.stream(SpecProblem.values())
                        .map(problem -> "\n| `" + problem.id() + "` |")
                        .toList());
    }

    @Test
    void namesEverySectionTypeAndQualifier() throws IOException {
        assertThat(page())
                .contains(Arrays.stream(SectionName.values())
                        .map(name -> "`## " + name.heading() + "`")
                        .toList())
                .contains(Arrays.stream(FieldType.Scalar.values())
                        .map(type -> "`" + type.word() + "`")
                        .toList())
                .contains(Arrays.stream(QualifierWord.values())
                        .map(word -> "`" + word.word())
                        .toList());
    }

    @Test
    void theFullExampleCompiles() throws IOException {
        String page = page();
        int start = page.indexOf(EXAMPLE_START) + EXAMPLE_START.length();
        String example = page.substring(start, page.indexOf("````", start));

        CompiledSpec compiled = new MarkdownSpecCompiler().compile(example);

        assertThat(compiled.rules()).hasSize(3);
        assertThat(compiled.examples()).hasSize(1);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "..", "docs", "spec-format.md"));
    }
}
