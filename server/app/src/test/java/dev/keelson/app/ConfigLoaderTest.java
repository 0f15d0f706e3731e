package dev.keelson.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.resilience.ResilienceConfig;
import dev.keelson.core.schemachange.ApprovalMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigLoaderTest {
    @TempDir
    Path directory;

    @Test
    void startsOnDefaultsWithoutAnything() {
        ServerConfig config = load(Map.of());

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.mongoUri()).isNull();
        assertThat(config.providers()).containsOnlyKeys("local");
        assertThat(config.defaultModels().targets()).containsExactly(new Target("local", "all-minilm-l6-v2"));
        assertThat(config.plugins()).isEqualTo(directory.resolve("plugins"));
    }

    @Test
    void anOptionWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Path file = write("port: 1\nhost: file.example\ndata: /from-file\n");
        Map<String, String> environment =
                Map.of("KEELSON_PORT", "2", "KEELSON_HOST", "env.example", "KEELSON_CONFIG", file.toString());

        ServerConfig config = load(environment, "--port", "3");

        assertThat(config.port()).isEqualTo(3);
        assertThat(config.host()).isEqualTo("env.example");
        assertThat(config.data()).isEqualTo(Path.of("/from-file"));
    }

    @Test
    void takesSecretsFromTheEnvironmentAndFilesOnly() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "from-a-file\n");
        Path file = write("""
                providers:
                  gateway:
                    kind: openai-compatible
                    settings: { baseUrl: "https://gateway.example/v1", apiKey: { env: GATEWAY_KEY } }
                secrets:
                  crm: { value: { file: "%s" }, origin: "https://crm.example" }
                """.formatted(token));

        ServerConfig config = load(Map.of("GATEWAY_KEY", "from-the-environment"), "--config", file.toString());

        assertThat(config.providers().get("gateway"))
                .satisfies(provider ->
                        assertThat(provider.settings().path("apiKey").asText()).isEqualTo("from-the-environment"));
        assertThat(config.secrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.value().reveal()).isEqualTo("from-a-file"));
        assertThat(config.secrets().toString()).doesNotContain("from-a-file");
    }

    @Test
    void namesEveryProblemAtOnce() throws IOException {
        Path file = write("""
                keyPepper: { env: NOT_SET }
                secrets:
                  crm: { value: { file: /does/not/exist }, origin: "https://crm.example" }
                """);

        assertThatThrownBy(() -> load(Map.of("KEELSON_ADMIN_KEY", "short"), "--config", file.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("3 problems")
                .hasMessageContaining("NOT_SET")
                .hasMessageContaining("/does/not/exist")
                .hasMessageContaining("KEELSON_ADMIN_KEY");
    }

    @Test
    void takesSingleUserModeOnlyWhenItIsAskedFor() throws IOException {
        assertThat(load(Map.of()).approvals()).isEqualTo(ApprovalMode.FOUR_EYES);
        assertThat(load(Map.of(), "--config", write("approvals: single-user\n").toString())
                        .approvals())
                .isEqualTo(ApprovalMode.SINGLE_USER);
        Path unknown = write("approvals: nobody\n");
        assertThatThrownBy(() -> load(Map.of(), "--config", unknown.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("/approvals");
    }

    @Test
    void refusesWhatTheFileMayNotHave() throws IOException {
        Path file = write("port: 70000\ncolour: red\nsecrets:\n  crm: { value: plain, origin: crm }\n");

        assertThatThrownBy(() -> load(Map.of(), "--config", file.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("/port")
                .hasMessageContaining("colour")
                .hasMessageContaining("/secrets/crm/value")
                .hasMessageContaining("/secrets/crm/origin");
    }

    @Test
    void changesTheNamedNumbersOfResilienceOnly() throws IOException {
        Path file = write("""
                resilience:
                  retry: { callsPerStep: 3 }
                  waits: { firstTokenSeconds: 2.5 }
                """);

        ResilienceConfig config = load(Map.of(), "--config", file.toString()).resilience();

        assertThat(config.retry().callsPerStep()).isEqualTo(3);
        assertThat(config.retry().triesPerTarget()).isEqualTo(2);
        assertThat(config.waits().firstToken()).isEqualTo(Duration.ofMillis(2_500));
        assertThat(config.breaker()).isEqualTo(ResilienceConfig.DEFAULT.breaker());
        assertThat(load(Map.of()).resilience()).isEqualTo(ResilienceConfig.DEFAULT);
    }

    @Test
    void refusesNumbersOfResilienceThatContradictEachOther() throws IOException {
        Path file = write("""
                resilience:
                  concurrency: { initial: 10 }
                  breaker: { openSeconds: 400 }
                """);

        assertThatThrownBy(() -> load(Map.of(), "--config", file.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("min 20, initial 10, max 4000")
                .hasMessageContaining("openSeconds");
    }

    @Test
    void saysWhichFileItCannotRead() throws IOException {
        Path broken = write("a: [1\n");

        assertThatThrownBy(() -> load(Map.of(), "--config", broken.toString())).hasMessageContaining(broken.toString());
        assertThatThrownBy(() -> load(Map.of(), "--config", "/no/such.yaml"))
                .hasMessageContaining("/no/such.yaml: can't be read");
    }

    private ServerConfig load(Map<String, String> environment, String... arguments) {
        StartOptions options = new StartOptions();
        new CommandLine(options)
                .setDefaultValueProvider(new EnvironmentDefaults(environment))
                .parseArgs(arguments);
        return new ConfigLoader(environment, directory).load(options);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("keelson.yaml"), yaml);
    }
}
