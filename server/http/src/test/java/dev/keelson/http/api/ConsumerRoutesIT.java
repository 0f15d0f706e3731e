package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsumerRoutesIT {
    private static final TestServer SERVER = TestServer.start();
    private static final String DECLARATION =
            "{\"aliases\":[\"production\"],\"fields\":[\"customer.email\"],\"contact\":\"desk\",\"exhaustiveEnums\":true}";

    @BeforeAll
    static void create() {
        SERVER.as(Role.ADMIN).mustPost("/v1/agents", Specs.create("triage", Specs.titled("Triage")));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void letsAKeyDeclareForItself() {
        String key = SERVER.key(Role.CALLER);
        String path = "/v1/agents/triage/consumers/" + key.substring(4, 14);
        var caller = new TestCaller(SERVER.port(), key);

        TestCaller.Reply first = caller.put(path, DECLARATION, "If-None-Match", "*");
        TestCaller.Reply stale = caller.put(path, DECLARATION, "If-None-Match", "*");
        TestCaller.Reply second = caller.put(path, "{\"aliases\":[]}", "If-Match", first.header("ETag"));

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.json().get("fields")).isEqualTo(Json.parse("[\"/customer/email\"]"));
        assertThat(stale.code()).isEqualTo("revision_stale");
        assertThat(stale.json().at("/current/revision").asInt()).isEqualTo(1);
        assertThat(second.header("ETag")).isEqualTo("\"2\"");
        assertThat(caller.get(path).header("ETag")).isEqualTo("\"2\"");
        assertThat(caller.put(path, DECLARATION).code()).isEqualTo("revision_required");
    }

    @Test
    void letsOnlyWhoEditsPoliciesDeclareForOthers() {
        String path = "/v1/agents/triage/consumers/" + SERVER.key(Role.CALLER).substring(4, 14);

        assertThat(SERVER.as(Role.CALLER).get(path).code()).isEqualTo("api_key_not_found");
        assertThat(SERVER.as(Role.CALLER)
                        .put(path, DECLARATION, "If-None-Match", "*")
                        .code())
                .isEqualTo("permission_denied");
        assertThat(SERVER.as(Role.ADMIN)
                        .put(path, DECLARATION, "If-None-Match", "*")
                        .status())
                .isEqualTo(200);
        JsonNode listed = SERVER.as(Role.VIEWER)
                .get("/v1/agents/triage/consumers?limit=200")
                .json();
        assertThat(listed.at("/items/0/declared/contact").asText()).isEqualTo("desk");
    }
}
