package dev.keelson.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.providerconfig.CheckedSettings;
import dev.keelson.core.providerconfig.ProviderSetup;
import dev.keelson.core.secret.NamedSecret;
import dev.keelson.core.secret.Secret;
import dev.keelson.plugin.api.provider.ChatResponse;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Providers that come, change and go while the plugins run. */
@Timeout(60)
class ProviderChangesIT {
    private static final String KEYS = "List.of("
            + "ConfigKey.withDefault(\"baseUrl\", ConfigKey.Type.URL, \"https://api.demo.example/v1\", \"\"),"
            + "ConfigKey.optional(\"word\", ConfigKey.Type.STRING, \"\"),"
            + "ConfigKey.optional(\"apiKey\", ConfigKey.Type.SECRET, \"\"))";
    private static final String ORIGIN = "https://api.demo.example:443";

    private HostFixture fixture;
    private Path closed;
    private Path gate;

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        closed = folder.resolve("closed");
        gate = folder.resolve("gate");
        fixture = new HostFixture(folder);
        fixture.jar("demo.jar", demo("demo").jar("demo", "1.0.0").bytes());
        fixture.jar("other.jar", demo("other").jar("other", "1.0.0").bytes());
        fixture.provider("fixed", "demo", "{\"word\": \"file\"}").start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void addsReplacesAndRemovesAProvider() {
        configure(setup("main", "demo", "{\"word\":\"one\"}", "1"));
        ModelClient found = fixture.client("main");
        assertThat(fixture.answer("main", "now")).isEqualTo("demo one null");

        configure(setup("main", "demo", "{\"word\":\"two\"}", "2"));
        assertThat(fixture.answer("main", "now")).isEqualTo("demo two null");
        assertThat(HostFixture.result(found.chat(HostFixture.request("now", Duration.ofSeconds(10))))
                        .content())
                .isEqualTo("demo two null");

        configure(setup("main", "other", "{\"word\":\"three\"}", "3"));
        assertThat(fixture.answer("main", "now")).isEqualTo("other three null");
        assertThat(names()).containsExactly("fixed", "main");

        configure();
        assertThat(fixture.host().providers().find("main")).isEmpty();
        assertThat(names()).containsExactly("fixed");
    }

    @Test
    void aCallInFlightEndsWithTheProviderThatItBeganWith() throws Exception {
        configure(setup("main", "demo", "{\"word\":\"old\"}", "1"));
        Future<ChatResponse> slow = fixture.chat("main", "wait");

        configure(setup("main", "demo", "{\"word\":\"new\"}", "2"));

        assertThat(fixture.answer("main", "now")).isEqualTo("demo new null");
        assertThat(closed).doesNotExist();
        Files.writeString(gate, "open");
        assertThat(HostFixture.result(slow).content()).isEqualTo("demo old null");
        assertThat(HostFixture.within(Duration.ofSeconds(10), () -> Files.exists(closed)))
                .isTrue();
        assertThat(fixture.answer("main", "now")).isEqualTo("demo new null");
    }

    @Test
    void theConfigurationFileWins() {
        configure(setup("fixed", "other", "{\"word\":\"store\"}", "1"));

        assertThat(fixture.answer("fixed", "now")).isEqualTo("demo file null");
        assertThat(names()).containsExactly("fixed");
    }

    @Test
    void aStoredSecretGoesToItsOriginOnly() {
        configure(
                secret("same", "{}", ORIGIN),
                secret("moved", "{\"baseUrl\":\"https://evil.example/v1\"}", ORIGIN),
                setup("named", "demo", "{\"apiKey\":{\"secret\":\"crm\"}}", "1"));

        assertThat(fixture.answer("same", "now")).isEqualTo("demo null given");
        assertThat(problem("moved")).contains("may go to " + ORIGIN + " only", "evil.example");
        assertThat(problem("named")).contains("https://crm.example.com:443 only");
        assertThat(fixture.host().providers().providers().toString()).doesNotContain("canary");
    }

    @Test
    void whatStoppedASecretIsTheProvidersProblem() {
        configure(new ProviderSetup("main", "demo", Json.object(), "1", Map.of(), "no master key"));

        assertThat(problem("main")).isEqualTo("no master key");
        assertThat(fixture.host().providers().find("main")).isEmpty();
    }

    @Test
    void survivesAReloadOfItsPlugin() throws Exception {
        configure(setup("main", "demo", "{\"word\":\"one\"}", "1"));

        assertThat(HostFixture.result(fixture.host().reload("demo")).id()).isEqualTo("demo");

        assertThat(fixture.answer("main", "now")).isEqualTo("demo one null");
    }

    @Test
    void namesItsKindsAndChecksSettingsWithDefaults() {
        var kinds = fixture.host().providerKinds();

        CheckedSettings good = kinds.check("demo", Json.parse("{\"apiKey\":\"x\"}"));
        CheckedSettings bad = kinds.check("demo", Json.parse("{\"apiKey\":{\"env\":\"HOME\"},\"word\":1,\"more\":2}"));

        assertThat(kinds.kinds()).extracting("name").containsExactly("demo", "other");
        assertThat(good.violations()).isEmpty();
        assertThat(good.origins()).containsExactly(ORIGIN);
        assertThat(bad.violations()).extracting("pointer").containsExactly("/more", "/word", "/apiKey");
    }

    private TestPlugin demo(String kind) {
        String answer = "String key = config.string(\"apiKey\").map(k -> \"given\").orElse(\"null\");"
                + "String said = \"" + kind + " \" + config.string(\"word\").orElse(\"null\") + \" \" + key;"
                + "if (text(request).equals(\"now\")) return CompletableFuture.completedFuture(answer(said));"
                + "return CompletableFuture.supplyAsync(() -> {"
                + "  while (!java.nio.file.Files.exists(java.nio.file.Path.of(\"" + gate + "\"))) {"
                + "    java.util.concurrent.locks.LockSupport.parkNanos(5_000_000L); }"
                + "  return answer(closed ? \"closed too early\" : said); });";
        String close = "try { java.nio.file.Files.writeString(java.nio.file.Path.of(\"" + closed
                + "\"), \"closed\"); } catch (java.io.IOException e) { throw new IllegalStateException(e); }";
        return TestPlugin.provider(kind).withKeys(KEYS).withChat(answer).withClose(close);
    }

    private void configure(ProviderSetup... setups) {
        HostFixture.done(fixture.host().configure(Arrays.asList(setups)));
    }

    private static ProviderSetup setup(String name, String kind, String settings, String state) {
        return new ProviderSetup(name, kind, Json.parse(settings), state, Map.of(), null);
    }

    private static ProviderSetup secret(String name, String settings, String origin) {
        JsonNode json = Json.parse(settings);
        var secret = new NamedSecret("apiKey", Secret.of("canary-0815"), origin);
        return new ProviderSetup(name, "demo", json, "1", Map.of("apiKey", secret), null);
    }

    private List<String> names() {
        return fixture.host().providers().providers().stream()
                .map(ConfiguredProvider::name)
                .toList();
    }

    private @Nullable String problem(String name) {
        return fixture.host().providers().providers().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow()
                .problem();
    }
}
