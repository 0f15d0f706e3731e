package dev.keelson.core.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/compilation.md} in step with the code. */
class CompilationPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "compilation.md");

    @Test
    void listsEveryProcessInOrder() throws IOException {
        String table = Arrays.stream(ProcessName.values())
                .map(name -> "| `%s` | %s |\n".formatted(name.id(), name.purpose()))
                .reduce("| process | what it does |\n| --- | --- |\n", String::concat);

        assertThat(ProcessName.values()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(Files.readString(PAGE)).contains(table + "\n");
    }

    @Test
    void namesTheLimitsAsTheyAre() throws IOException {
        CompilationLimits limits = CompilationLimits.DEFAULT;

        assertThat(Files.readString(PAGE))
                .contains("| compilations at a time on one node | " + limits.compilations() + " |")
                .contains("for one compilation; on one node | " + limits.processesOfOne() + "; " + limits.processes()
                        + " |")
                .contains("refused with `overloaded` | " + limits.waiting() + " |")
                .contains("kept for each agent | " + limits.kept() + " |")
                .contains("| " + limits.deadlines().process().toMinutes() + " min; "
                        + limits.deadlines().smokeRun().toMinutes() + " min; "
                        + limits.deadlines().whole().toMinutes() + " min |")
                .contains("lease of " + limits.deadlines().lease().toSeconds() + " s")
                .contains("| " + CompilationRepository.MAX_RESULT_BYTES / 1_024 + " KB |");
    }
}
