package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/api.md} in step with the code. */
class ApiPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "api.md");

    @Test
    void listsEveryCodeWithItsStatusAndAdvice() throws IOException {
        String table = Arrays.stream(ErrorCode.values())
                .map(code ->
                        "| `%s` | %d | %s |\n".formatted(code.id(), ProblemJson.status(code.type()), code.advice()))
                .reduce("| code | status | what to do |\n| --- | --- | --- |\n", String::concat);

        assertThat(Files.readString(PAGE)).contains(table + "\n");
    }

    @Test
    void describesEveryCallWithItsPermission() throws IOException {
        String page = Files.readString(PAGE);

        for (Map.Entry<String, JsonNode> path :
                ApiDescription.json().get("paths").properties()) {
            for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
                if (!verb.getValue().has("operationId")) {
                    continue;
                }
                String heading = "### `" + verb.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey() + "`\n";
                String permission = verb.getValue().path("x-keelson-permission").asText("");

                assertThat(page).contains(heading);
                String section = page.substring(page.indexOf(heading) + heading.length());
                String own = section.contains("\n###") ? section.substring(0, section.indexOf("\n###")) : section;
                assertThat(own)
                        .as(heading)
                        .contains(permission.isEmpty() ? "Permission: " : "Permission: `" + permission + "`");
                assertThat(own).as(heading).contains("```console\n$ curl ");
            }
        }
    }
}
