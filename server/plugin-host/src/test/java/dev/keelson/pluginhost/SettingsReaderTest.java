package dev.keelson.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.common.Json;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.plugin.api.ConfigKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final List<ConfigKey> KEYS = List.of(
            ConfigKey.optional("text", ConfigKey.Type.STRING, ""),
            ConfigKey.optional("count", ConfigKey.Type.INTEGER, ""),
            ConfigKey.optional("ratio", ConfigKey.Type.NUMBER, ""),
            ConfigKey.optional("flag", ConfigKey.Type.BOOLEAN, ""),
            ConfigKey.optional("baseUrl", ConfigKey.Type.URL, ""),
            ConfigKey.withDefault("timeout", ConfigKey.Type.DURATION_MS, 500, ""),
            ConfigKey.optional("any", ConfigKey.Type.JSON, ""),
            ConfigKey.optional("key", ConfigKey.Type.SECRET, ""));

    private final SettingsReader reader = new SettingsReader(HostFixture.SECRETS);

    @Test
    void readsEachTypeAndFillsInDefaults() {
        var config = reader.readDefinition(
                        KEYS,
                        Json.parse("{\"text\": \"a\", \"count\": 9007199254740993, \"ratio\": 0.5, \"flag\": true,"
                                + " \"baseUrl\": \"http://localhost:11434/v1\", \"any\": {\"b\": [1, null]}}"))
                .config();

        assertThat(config.requireString("text")).isEqualTo("a");
        assertThat(config.requireInteger("count")).isEqualTo(9007199254740993L);
        assertThat(config.number("ratio")).contains(0.5);
        assertThat(config.bool("flag")).contains(true);
        assertThat(config.requireString("baseUrl")).isEqualTo("http://localhost:11434/v1");
        assertThat(config.requireInteger("timeout")).isEqualTo(500);
        assertThat(config.json("any").orElseThrow().toString()).isEqualTo("{b=[1, null]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\": 1}",
                "{\"text\": null}",
                "{\"count\": 1.5}",
                "{\"count\": 9223372036854775808}",
                "{\"count\": \"1\"}",
                "{\"ratio\": \"1\"}",
                "{\"ratio\": 1e999}",
                "{\"flag\": \"true\"}",
                "{\"baseUrl\": \"/relative\"}",
                "{\"baseUrl\": \"ftp://host\"}",
                "{\"baseUrl\": \"https://user:pass@host\"}",
                "{\"baseUrl\": \"https://\"}",
                "{\"baseUrl\": \"https://host:99999\"}",
                "{\"timeout\": 0}",
                "{\"any\": null}"
            })
    void refusesWhatDoesNotFitTheType(String settings) {
        assertThat(violations(KEYS, settings)).extracting(Violation::rule).containsExactly("type");
    }

    @Test
    void reportsEverythingAtOnceAndNoSecret() {
        List<ConfigKey> keys = List.of(
                ConfigKey.required("name", ConfigKey.Type.STRING, ""),
                ConfigKey.required("key", ConfigKey.Type.SECRET, ""),
                ConfigKey.optional("count", ConfigKey.Type.INTEGER, ""));

        List<Violation> violations = violations(keys, "{\"key\": \"sk-in-the-clear\", \"count\": \"x\", \"a/b\": 1}");

        assertThat(violations).extracting(Violation::pointer).containsExactly("/a~1b", "/name", "/count", "/key");
        assertThat(violations).extracting(Violation::rule).containsExactly("unknown", "required", "type", "secret");
        assertThat(violations.toString()).doesNotContain("sk-in-the-clear");
    }

    @Test
    void doesNotRepeatCredentialsOfAUrl() {
        assertThat(violations(KEYS, "{\"baseUrl\": \"https://user:hunter2@host\"}")
                        .toString())
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "https://crm.example.com, true",
        "https://crm.example.com:443/v1?a=b, true",
        "HTTPS://CRM.EXAMPLE.COM/{id}, true",
        "http://crm.example.com, false",
        "https://crm.example.com:8443, false",
        "https://crm.example.com.evil.com, false",
        "https://evil.com/crm.example.com, false",
    })
    void givesANamedSecretToItsOriginOnly(String url, boolean allowed) {
        String settings = Json.text(Map.of("baseUrl", url, "key", Map.of("secret", "crm")));

        if (allowed) {
            var read = reader.readDefinition(KEYS, Json.parse(settings));
            assertThat(read.config().requireString("key")).isEqualTo("s3cr3t-value");
            assertThat(read.toString()).doesNotContain("s3cr3t-value");
        } else {
            assertThat(violations(KEYS, settings)).extracting(Violation::rule).containsExactly("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\": {\"secret\": \"crm\"}}",
                "{\"key\": {\"secret\": \"unknown\"}, \"baseUrl\": \"https://crm.example.com\"}",
                "{\"key\": {\"secret\": \"crm\", \"x\": 1}, \"baseUrl\": \"https://crm.example.com\"}",
                "{\"key\": {\"secret\": 1}, \"baseUrl\": \"https://crm.example.com\"}",
                "{\"key\": \"plain\", \"baseUrl\": \"https://crm.example.com\"}",
                "{\"key\": null}"
            })
    void aDefinitionGetsNoOtherSecret(String settings) {
        assertThat(violations(KEYS, settings)).extracting(Violation::pointer).containsExactly("/key");
    }

    @Test
    void anOperatorMayWriteASecretInTheClear() {
        var read = reader.readConfiguration(KEYS, Json.parse("{\"key\": \"sk-1234\"}"));

        assertThat(read.config().requireString("key")).isEqualTo("sk-1234");
        assertThat(read.mask().mask("bad key sk-1234")).isEqualTo("bad key ***");
    }

    private List<Violation> violations(List<ConfigKey> keys, String settings) {
        try {
            throw new AssertionError(
                    reader.readDefinition(keys, Json.parse(settings)).toString());
        } catch (KeelsonException invalid) {
            return invalid.violations();
        }
    }

    @Test
    void settingsMustBeAnObject() {
        assertThatThrownBy(() -> reader.readDefinition(KEYS, Json.parse("3"))).isInstanceOf(KeelsonException.class);
        assertThat(reader.readDefinition(KEYS, Json.parse("null")).config().requireInteger("timeout"))
                .isEqualTo(500);
    }
}
