package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuiteRoutesIT {
    private static final String SUITE = "/v1/agents/triage/suites/edge-cases";
    private static final String CASE =
            "{\"name\":\"a bill\",\"input\":{\"text\":\"My bill\"},\"expected\":{\"team\":\"billing\"}}";

    private final TestServer server = TestServer.start();
    private final TestCaller editor = server.as(Role.ADMIN);

    @BeforeEach
    void createAgent() {
        TestCaller.Reply created = editor.post(
                "/v1/agents", Json.text(Json.object().put("name", "triage").put("spec", Fixtures.SPEC)));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void addsChangesDecidesAndDeletesCases() {
        TestCaller.Reply added = editor.post(SUITE + "/cases", CASE);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.header("ETag")).isEqualTo("\"1\"");
        assertThat(added.json().get("origin").asText()).isEqualTo("written");
        assertThat(added.json().get("state").asText()).isEqualTo("accepted");
        String path = added.header("Location");

        assertThat(editor.put(path, CASE).status()).isEqualTo(428);
        TestCaller.Reply changed = editor.put(path, CASE.replace("a bill", "the bill"), "If-Match", "\"1\"");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().get("name").asText()).isEqualTo("the bill");
        TestCaller.Reply rejected = editor.send("POST", path + "/reject", null, "If-Match", "\"2\"");
        assertThat(rejected.status()).as(rejected.text()).isEqualTo(200);
        assertThat(rejected.json().get("state").asText()).isEqualTo("rejected");
        TestCaller.Reply stale = editor.send("POST", path + "/accept", null, "If-Match", "\"2\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo("\"3\"");
        assertThat(stale.json().at("/current/revision").asInt()).isEqualTo(3);

        JsonNode listed = editor.get("/v1/agents/triage/suites").json();
        assertThat(listed.at("/items/0/rejected").asInt()).isEqualTo(1);
        assertThat(editor.send("DELETE", path, null, "If-Match", "\"3\"").status())
                .isEqualTo(204);
        assertThat(editor.send("DELETE", path, null, "If-Match", "\"4\"").code())
                .isEqualTo("case_not_found");
    }

    @Test
    void replacesASuiteAndKeepsIds() {
        String body = "{\"cases\":[" + CASE + "," + CASE + "]}";
        assertThat(editor.put(SUITE, body).status()).isEqualTo(428);
        TestCaller.Reply created = editor.put(SUITE, body, "If-None-Match", "*");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        String id = created.json().at("/cases/1/id").asText();

        String one = "{\"cases\":[" + CASE.replace("{\"name\"", "{\"id\":\"" + id + "\",\"name\"") + "]}";
        TestCaller.Reply replaced = editor.put(SUITE, one, "If-Match", "\"1\"");
        assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
        assertThat(replaced.json().get("cases")).hasSize(1);
        assertThat(replaced.json().at("/cases/0/id").asText()).isEqualTo(id);
        assertThat(editor.put(SUITE, body, "If-None-Match", "*").status()).isEqualTo(412);
    }

    @Test
    void namesEveryPlaceThatTheContractRefuses() {
        TestCaller.Reply refused = editor.post(
                SUITE + "/cases",
                "{\"name\":\"x\",\"input\":{\"text\":5},\"expected\":{\"team\":\"nobody\",\"colour\":\"red\"}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("\"/input/text\"", "\"/expected/team\"", "\"/expected/colour\"");
        assertThat(editor.get(SUITE).code()).isEqualTo("suite_not_found");
    }

    @Test
    void refusesLargeCasesAndBadNames() {
        String large = CASE.replace("a bill\"", "a bill\",\"note\":\"" + "x".repeat(3_000) + "\"");
        assertThat(editor.post(SUITE + "/cases", large).status()).isEqualTo(422);
        assertThat(editor.post("/v1/agents/triage/suites/Bad_Name/cases", CASE).status())
                .isEqualTo(422);
        assertThat(server.as(Role.CALLER).post(SUITE + "/cases", CASE).status()).isEqualTo(403);
    }
}
