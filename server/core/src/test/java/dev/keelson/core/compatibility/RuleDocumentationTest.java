package dev.keelson.core.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleDocumentationTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "compatibility.md");

    @Test
    void listsEveryRuleAsTheCodeHasIt() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(List.of(Rule.values()).stream()
                        .map(RuleDocumentationTest::row)
                        .toList());
    }

    private static String row(Rule rule) {
        return "| `" + rule.id() + "` | " + rule.changeClass(Direction.INPUT).id() + " | "
                + rule.changeClass(Direction.OUTPUT).id() + " | " + rule.meaning() + " |";
    }
}
