package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessRoutesIT {
    private final TestServer server = TestServer.start();
    private final TestCaller admin = server.as(Role.ADMIN);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsTheCredentialOfANewKeyOnce() {
        TestCaller.Reply issued = admin.post(
                "/v1/keys",
                "{\"name\":\"nightly\",\"role\":\"domain-expert\",\"agents\":[\"triage\"],\"expiresInDays\":30}");
        String credential = issued.json().get("credential").asText();
        JsonNode me = new TestCaller(server.port(), credential).get("/v1/me").json();
        String list = admin.get("/v1/keys").text();

        assertThat(issued.status()).isEqualTo(201);
        assertThat(me.get("role").asText()).isEqualTo("domain-expert");
        assertThat(me.get("agents").get(0).asText()).isEqualTo("triage");
        assertThat(me.get("permissions").findValuesAsText("x")).isEmpty();
        assertThat(me.get("permissions").toString()).contains("draft.edit").doesNotContain("alias.move");
        assertThat(list).contains("nightly").contains("expiresAt");
        assertThat(list).doesNotContain(credential).doesNotContain("igest").doesNotContain("ecret");
    }

    @Test
    void revokesAKeyAtOnce() {
        JsonNode issued =
                admin.post("/v1/keys", "{\"name\":\"x\",\"role\":\"viewer\"}").json();
        var caller = new TestCaller(server.port(), issued.get("credential").asText());

        int before = caller.get("/v1/me").status();
        TestCaller.Reply revoked = admin.delete("/v1/keys/" + issued.get("id").asText());
        TestCaller.Reply after = caller.get("/v1/me");

        assertThat(before).isEqualTo(200);
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.json().has("revokedAt")).isTrue();
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.code()).isEqualTo("credential_invalid");
        assertThat(after.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"keelson\", error=\"invalid_token\"");
    }

    @Test
    void refusesARoleThatDoesNotExist() {
        TestCaller.Reply reply = admin.post("/v1/keys", "{\"name\":\"x\",\"role\":\"root\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().at("/violations/0/pointer").asText()).isEqualTo("/role");
    }

    @Test
    void tellsThatThereIsNoSuchKey() {
        assertThat(admin.delete("/v1/keys/nothere").code()).isEqualTo("api_key_not_found");
    }

    @Test
    void takesTheKeyFromEitherHeader() {
        String key = server.key(Role.VIEWER);

        assertThat(server.anonymous().get("/v1/me", "X-API-Key", key).status()).isEqualTo(200);
        assertThat(server.anonymous()
                        .get("/v1/me", "Authorization", "bearer " + key)
                        .status())
                .isEqualTo(200);
        assertThat(new TestCaller(server.port(), key)
                        .get("/v1/me", "X-API-Key", key)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesTwoKeysThatDiffer() {
        TestCaller.Reply reply = server.as(Role.VIEWER).get("/v1/me", "X-API-Key", server.key(Role.ADMIN));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("malformed_request");
    }

    @Test
    void refusesWhateverIsNoKey() {
        for (String header : new String[] {
            "Basic dXNlcjpwYXNz", "Bearer", "Bearer  ", "Bearer {\"$gt\":\"\"}", "Bearer " + "k".repeat(4_000)
        }) {
            TestCaller.Reply reply = server.anonymous().get("/v1/me", "Authorization", header);

            assertThat(reply.status()).as(header).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).as(header).startsWith("Bearer");
        }
        assertThat(server.anonymous().get("/v1/me").code()).isEqualTo("credential_missing");
    }
}
