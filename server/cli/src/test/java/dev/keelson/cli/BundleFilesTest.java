package dev.keelson.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BundleFilesTest {
    private static final String BUNDLE = """
            {"agent":"triage",
             "spec":"# Triage\\n\\n## Purpose\\n\\nSorts: tickets # not a comment\\n",
             "settings":{"limits":{"timeoutMs":60000},"models":{"temperature":0.10,"tier":"fast"},
               "tools":[{"name":"lookup","config":{"url":"https://example.com/{id}","count":"007","flag":"yes"}}]},
             "aliases":[{"name":"production","targets":[{"version":2,"weight":1}]}],
             "suites":[{"name":"edge","cases":[{"id":"t-00000001","name":"null: ~","input":{"body":"a\\n  b \\t\\r\\n\\u0001","n":1e400}}]}],
             "versions":[{"number":1,"digest":"sha256:aa","definition":{"x":1.50,"y":"\\u2028"}},
                         {"number":12,"digest":"sha256:bb","definition":{"x":12345678901234567890}}]}
            """;

    @Test
    void givesBackTheBundleThatWasWritten() throws Exception {
        JsonNode bundle = ApiClient.JSON.readTree(BUNDLE);

        JsonNode again = BundleFiles.read(BundleFiles.write(bundle));

        assertThat(again).isEqualTo(bundle);
    }

    @Test
    void keepsTheReadingOfProse() throws Exception {
        ObjectNode bundle = (ObjectNode) ApiClient.JSON.readTree(BUNDLE);
        ObjectNode reading = bundle.putObject("reading").put("markdown", "# Triage\n");
        reading.putArray("sources").addObject().put("pointer", "/input/body").put("accepted", false);

        assertThat(BundleFiles.read(BundleFiles.write(bundle))).isEqualTo(bundle);
    }

    @Test
    void writesTheSameTextForTheSameBundle() throws Exception {
        JsonNode bundle = ApiClient.JSON.readTree(BUNDLE);

        assertThat(BundleFiles.write(BundleFiles.read(BundleFiles.write(bundle))))
                .isEqualTo(BundleFiles.write(bundle))
                .containsOnlyKeys(
                        "agent.yaml",
                        "aliases.yaml",
                        "spec.md",
                        "suites/edge.yaml",
                        "versions/0001.json",
                        "versions/0012.json");
    }

    @Test
    void writesTheSpecAsItIs() throws Exception {
        JsonNode bundle = ApiClient.JSON.readTree(BUNDLE);

        assertThat(BundleFiles.write(bundle))
                .containsEntry("spec.md", bundle.get("spec").asText());
    }

    @Test
    void namesTheFileThatIsMissingOrBroken() throws Exception {
        Map<String, String> files = new TreeMap<>(BundleFiles.write(ApiClient.JSON.readTree(BUNDLE)));
        files.remove("spec.md");
        assertThatThrownBy(() -> BundleFiles.read(files)).hasMessage("spec.md: the file is missing");

        files.put("spec.md", "x");
        files.put("suites/edge.yaml", "name: [");
        assertThatThrownBy(() -> BundleFiles.read(files)).hasMessageStartingWith("suites/edge.yaml: not YAML");
    }

    @Test
    void refusesAnotherFormat() throws Exception {
        Map<String, String> files = new TreeMap<>(BundleFiles.write(ApiClient.JSON.readTree(BUNDLE)));
        files.put("agent.yaml", "format: keelson.agent/2\nagent: triage\n");

        assertThatThrownBy(() -> BundleFiles.read(files)).hasMessageContaining("expected: keelson.agent/1");
    }

    @Test
    void makesNothingOfTagsAndAliasBombs() throws Exception {
        Map<String, String> files = new TreeMap<>(BundleFiles.write(ApiClient.JSON.readTree(BUNDLE)));
        files.put("aliases.yaml", "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]\n");
        assertThat(BundleFiles.read(files).path("aliases").isArray()).isTrue();

        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]%n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        files.put("aliases.yaml", bomb.toString());
        assertThat(BundleFiles.read(files).toString()).hasSizeLessThan(100_000);
    }
}
