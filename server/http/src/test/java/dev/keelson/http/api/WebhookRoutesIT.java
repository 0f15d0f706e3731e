package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookRoutesIT {
    private static final String URL = "https://hooks.example.com/in";
    private static final String NEW = "{\"url\":\"" + URL + "\",\"events\":[\"version.published\"]}";

    private final TestServer server = TestServer.start();
    private final TestCaller admin = server.as(Role.ADMIN);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsTheSecretOnce() {
        TestCaller.Reply created = admin.post("/v1/webhooks", NEW);

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        String secret = created.json().get("secret").asText();
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        String path = created.header("Location");
        assertThat(created.json().at("/failureRate/threshold").asDouble()).isEqualTo(0.2);
        for (String read : List.of(path, "/v1/webhooks", path + "/deliveries")) {
            assertThat(admin.get(read).status()).isEqualTo(200);
            assertThat(admin.get(read).text()).doesNotContain(secret, "whsec_", "sealed", "wrappedKey");
        }
    }

    @Test
    void changesDisablesAndDeletes() {
        String path = create();
        String disabled = "{\"url\":\"" + URL + "?v=2\",\"events\":[\"alias.remapped\"],\"agents\":[\"triage\"],"
                + "\"state\":\"disabled\"}";

        assertThat(admin.put(path, disabled).status()).isEqualTo(428);
        TestCaller.Reply changed = admin.put(path, disabled, "If-Match", "\"1\"");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().get("state").asText()).isEqualTo("disabled");
        assertThat(changed.json().get("stateReason").asText()).startsWith("disabled by");
        TestCaller.Reply stale = admin.put(path, disabled, "If-Match", "\"1\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo("\"2\"");
        assertThat(stale.json().at("/current/revision").asInt()).isEqualTo(2);
        assertThat(stale.text()).doesNotContain("sealed", "wrappedKey");

        assertThat(admin.send("DELETE", path, null, "If-Match", "\"2\"").status())
                .isEqualTo(204);
        assertThat(admin.get(path).code()).isEqualTo("webhook_not_found");
    }

    @Test
    void refusesAnotherOriginAndPrivateTargets() {
        String path = create();

        TestCaller.Reply moved = admin.put(
                path,
                "{\"url\":\"https://evil.example.com/in\",\"events\":[\"version.published\"],\"state\":\"active\"}",
                "If-Match",
                "\"1\"");
        TestCaller.Reply hidden =
                admin.post("/v1/webhooks", "{\"url\":\"https://private.example/\",\"events\":[\"version.published\"]}");

        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.json().at("/violations/0/rule").asText()).isEqualTo("origin");
        assertThat(hidden.status()).isEqualTo(422);
        assertThat(hidden.json().at("/violations/0/rule").asText()).isEqualTo("egress");
        assertThat(admin.post("/v1/webhooks", "{\"url\":\"" + URL + "\",\"events\":[\"nothing\"]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void rotatesTheSecret() {
        String path = create();

        TestCaller.Reply rotated =
                admin.send("POST", path + "/rotate-secret", "{\"overlapHours\":1}", "If-Match", "\"1\"");

        assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
        assertThat(rotated.json().get("secret").asText()).startsWith("whsec_");
        assertThat(rotated.json().get("secrets").size()).isEqualTo(2);
        assertThat(rotated.json().at("/secrets/1/validUntil").isMissingNode()).isFalse();
        assertThat(server.webhooks.audit.actions()).containsExactly("webhook.create", "webhook.rotate-secret");
    }

    @Test
    void logsATestAndResendsIt() {
        String path = create();

        TestCaller.Reply test = admin.post(path + "/test", null);
        assertThat(test.status()).as(test.text()).isEqualTo(202);
        String delivery = test.json().get("id").asText();
        JsonNode log = admin.get(path + "/deliveries?limit=1").json();

        assertThat(log.at("/items/0/id").asText()).isEqualTo(delivery);
        assertThat(log.at("/items/0/body/type").asText()).isEqualTo("webhook.test");
        assertThat(log.at("/items/0/state").asText()).isEqualTo("pending");
        assertThat(admin.post(path + "/deliveries/" + delivery + "/resend", null)
                        .status())
                .isEqualTo(202);
        assertThat(admin.post(path + "/deliveries/none/resend", null).code()).isEqualTo("delivery_not_found");
    }

    private String create() {
        TestCaller.Reply created = admin.post("/v1/webhooks", NEW);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.header("Location");
    }
}
