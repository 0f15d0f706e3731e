package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProviderRoutesIT {
    private static final String CANARY = "sk-canary-0815";
    private static final String WITH_KEY = "{\"kind\":\"cloud\",\"settings\":{\"apiKey\":\"" + CANARY + "\"}}";

    private final TestServer server = TestServer.start();
    private final TestCaller admin = server.as(Role.ADMIN);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsProvidersAndSaysHowTheyStand() {
        JsonNode items = admin.get("/v1/providers").json().get("items");

        assertThat(items.at("/0/name").asText()).isEqualTo("local");
        assertThat(items.at("/0/source").asText()).isEqualTo("file");
        assertThat(items.at("/0/capabilities").toString()).isEqualTo("[\"streaming\",\"json_output\"]");
        assertThat(items.at("/0").has("problem")).isFalse();
        assertThat(items.at("/0/health").size()).isZero();
        assertThat(items.at("/1/problem").asText()).isEqualTo("no plugin brings kind gone");
        JsonNode health = items.at("/1/health/0");
        assertThat(health.get("breaker").asText()).isEqualTo("open");
        assertThat(health.get("exclusion").asText()).isEqualTo("quota_exhausted");
        assertThat(health.get("latencyMs").asDouble()).isEqualTo(412.5);
        assertThat(health.get("errors").toString()).isEqualTo("{\"rate_limited\":3,\"timeout\":2}");
        assertThat(health.get("concurrencyLimit").asInt()).isEqualTo(20);
    }

    @Test
    void createsReplacesAndDeletesAProvider() {
        TestCaller.Reply created = admin.put("/v1/providers/main", WITH_KEY, "If-None-Match", "*");

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.json().get("source").asText()).isEqualTo("api");
        assertThat(created.json().at("/settings/apiKey/origin").asText()).isEqualTo("https://api.cloud.example:443");
        assertThat(admin.put("/v1/providers/main", WITH_KEY, "If-None-Match", "*")
                        .status())
                .isEqualTo(412);
        TestCaller.Reply replaced =
                admin.put("/v1/providers/main", "{\"kind\":\"cloud\",\"settings\":{\"size\":3}}", "If-Match", "\"1\"");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().at("/settings/size").asInt()).isEqualTo(3);
        assertThat(replaced.json().at("/settings/apiKey/set").asBoolean()).isTrue();
        assertThat(admin.get("/v1/providers/main").header("ETag")).isEqualTo("\"2\"");
        assertThat(admin.delete("/v1/providers/main").status()).isEqualTo(204);
        assertThat(admin.get("/v1/providers/main").code()).isEqualTo("provider_not_found");
        assertThat(admin.delete("/v1/providers/main").status()).isEqualTo(404);
    }

    @Test
    void tellsTheLoserOfARaceWhatIsThereNow() {
        admin.mustPut("/v1/providers/main", WITH_KEY);

        TestCaller.Reply lost = admin.put("/v1/providers/main", WITH_KEY, "If-Match", "\"7\"");

        assertThat(lost.status()).isEqualTo(412);
        assertThat(lost.header("ETag")).isEqualTo("\"1\"");
        assertThat(lost.json().at("/current/revision").asInt()).isEqualTo(1);
        assertThat(lost.text()).doesNotContain(CANARY, "sealed", "wrappedKey");
    }

    @Test
    void refusesToSendASecretElsewhere() {
        admin.mustPut("/v1/providers/main", WITH_KEY);

        TestCaller.Reply moved = admin.put(
                "/v1/providers/main", "{\"kind\":\"cloud\",\"settings\":{\"baseUrl\":\"https://evil.example/v1\"}}");

        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.json().at("/violations/0/rule").asText()).isEqualTo("origin");
        assertThat(moved.json().at("/violations/0/pointer").asText()).isEqualTo("/settings/apiKey");
    }

    @Test
    void reportsEveryViolationAndRepeatsNoSecret() {
        TestCaller.Reply wrong = admin.put(
                "/v1/providers/main",
                "{\"kind\":\"cloud\",\"settings\":{\"apiKey\":\"" + CANARY + "\",\"size\":\"x\",\"more\":1}}");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("violations").size()).isEqualTo(2);
        assertThat(wrong.text()).doesNotContain(CANARY);
        assertThat(admin.put("/v1/providers/main", "{\"settings\":{}}").status())
                .isEqualTo(422);
        assertThat(admin.put("/v1/providers/main", "{\"kind\":\"cloud\",\"settings\":[]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void showsASecretToNobody() {
        admin.mustPut("/v1/providers/main", WITH_KEY);

        for (Role role : List.of(Role.VIEWER, Role.ENGINEER, Role.ADMIN)) {
            TestCaller caller = server.as(role);
            for (String path : List.of("/v1/providers", "/v1/providers/main", "/v1/providers/gone")) {
                assertThat(caller.get(path).status()).isEqualTo(200);
                assertThat(caller.get(path).text()).doesNotContain(CANARY, "file-canary");
            }
        }
    }

    @Test
    void leavesTheConfigurationFileAlone() {
        TestCaller.Reply refused = admin.put("/v1/providers/local", "{\"kind\":\"cloud\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("provider_read_only");
        assertThat(admin.delete("/v1/providers/local").code()).isEqualTo("provider_read_only");
    }

    @Test
    void checksAProviderAndClearsItsMarks() {
        admin.mustPut("/v1/providers/main", WITH_KEY);
        server.health.cleared.clear();

        TestCaller.Reply good = admin.post("/v1/providers/main/check", null);
        TestCaller.Reply bad = admin.post("/v1/providers/gone/check", null);

        assertThat(good.json().get("ok").asBoolean()).isTrue();
        assertThat(good.json().has("errorClass")).isFalse();
        assertThat(server.health.cleared).containsExactly("main");
        assertThat(bad.status()).isEqualTo(200);
        assertThat(bad.json().get("ok").asBoolean()).isFalse();
        assertThat(bad.json().get("message").asText()).isEqualTo("no plugin brings kind gone");
        assertThat(admin.post("/v1/providers/none/check", null).status()).isEqualTo(404);
    }
}
