package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AliasRoutesIT {
    private static final String ALIAS = "/v1/agents/triage/aliases/production";

    private final TestServer server = TestServer.start();
    private final TestCaller engineer = server.as(Role.ENGINEER);

    @BeforeEach
    void publishTwoVersions() {
        engineer.mustPost("/v1/agents", Specs.create("triage", Specs.titled("One")));
        engineer.mustPost("/v1/agents/triage/versions", null);
        edit(Specs.titled("Two"), 1);
        engineer.mustPost("/v1/agents/triage/versions", null);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void publishesTheDraftAsTheNextVersion() {
        edit(Specs.titled("Three"), 2);

        TestCaller.Reply created = engineer.post("/v1/agents/triage/versions", "{\"note\":\"third\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/v1/agents/triage/versions/3");
        assertThat(created.json().get("note").asText()).isEqualTo("third");
        assertThat(created.json().get("digest").asText()).startsWith("sha256:");
    }

    @Test
    void givesTheExistingVersionForTheSameContent() {
        TestCaller.Reply again = engineer.post("/v1/agents/triage/versions", "{}");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("number").asInt()).isEqualTo(2);
    }

    @Test
    void publishesOnlyTheDraftThatTheAuthorHasSeen() {
        TestCaller.Reply stale = engineer.post("/v1/agents/triage/versions", "{}", "If-Match", "\"1\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().at("/current/revision").asInt()).isEqualTo(2);
    }

    @Test
    void listsAndReadsVersions() {
        TestCaller.Reply list = engineer.get("/v1/agents/triage/versions");
        TestCaller.Reply first = engineer.get("/v1/agents/triage/versions/1");

        assertThat(list.json().at("/items/0/number").asInt()).isEqualTo(2);
        assertThat(first.json().at("/definition/title").asText()).isEqualTo("One");
        assertThat(engineer.get("/v1/agents/triage/versions/9").code()).isEqualTo("version_not_found");
        assertThat(engineer.get("/v1/agents/triage/versions/x").code()).isEqualTo("version_not_found");
    }

    @Test
    void saysWhatAVersionChanges() {
        TestCaller.Reply diff = engineer.get("/v1/agents/triage/versions/2/diff/1");

        assertThat(diff.status()).isEqualTo(200);
        assertThat(diff.json().get("base").asInt()).isEqualTo(1);
        assertThat(diff.json().get("version").asInt()).isEqualTo(2);
        assertThat(diff.json().get("identical").asBoolean()).isFalse();
        assertThat(diff.json().get("contractChanged").asBoolean()).isFalse();
        assertThat(diff.text()).contains("\"# One\"", "\"# Two\"");
        assertThat(engineer.get("/v1/agents/triage/versions/2/diff/9").code()).isEqualTo("version_not_found");
        assertThat(server.as(Role.VIEWER, "other")
                        .get("/v1/agents/triage/versions/2/diff/1")
                        .code())
                .isEqualTo("agent_not_found");
    }

    @Test
    void createsAndMovesAnAlias() {
        TestCaller.Reply created = engineer.put(ALIAS, "{\"version\":1}", "If-None-Match", "*");
        TestCaller.Reply moved =
                engineer.put(ALIAS, "{\"version\":2,\"reason\":\"better\"}", "If-Match", created.header("ETag"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.json().at("/targets/0/version").asInt()).isEqualTo(2);
        assertThat(moved.json().get("reason").asText()).isEqualTo("better");
        assertThat(engineer.get(ALIAS).header("ETag")).isEqualTo("\"2\"");
        assertThat(engineer.get("/v1/agents/triage/aliases").json().get("items"))
                .hasSize(1);
    }

    @Test
    void splitsAnAlias() {
        TestCaller.Reply split =
                engineer.put(ALIAS, "{\"targets\":[{\"version\":1,\"weight\":90},{\"version\":2,\"weight\":10}]}");

        assertThat(split.json().at("/targets/1/weight").asInt()).isEqualTo(10);
    }

    @Test
    void takesAVersionOrTargetsButNotBoth() {
        assertThat(engineer.put(ALIAS, "{}").code()).isEqualTo("request_invalid");
        assertThat(engineer.put(ALIAS, "{\"version\":1,\"targets\":[{\"version\":1}]}")
                        .code())
                .isEqualTo("request_invalid");
        assertThat(engineer.put(ALIAS, "{\"version\":1,\"role\":\"admin\"}").text())
                .contains("role");
    }

    @Test
    void showsTheCurrentAliasToALoser() {
        engineer.mustPut(ALIAS, "{\"version\":1}");

        TestCaller.Reply stale = engineer.put(ALIAS, "{\"version\":2}", "If-Match", "\"7\"");
        TestCaller.Reply exists = engineer.put(ALIAS, "{\"version\":2}", "If-None-Match", "*");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo("\"1\"");
        assertThat(stale.json().at("/current/targets/0/version").asInt()).isEqualTo(1);
        assertThat(exists.status()).isEqualTo(412);
    }

    @Test
    void proposesAChangedContractInsteadOfMoving() {
        edit(Specs.withOtherContract("Three"), 2);
        engineer.mustPost("/v1/agents/triage/versions", null);
        engineer.mustPut(ALIAS, "{\"version\":1}");

        TestCaller.Reply unreasoned = engineer.put(ALIAS, "{\"version\":3}");
        TestCaller.Reply refused = engineer.put(ALIAS, "{\"version\":3,\"reason\":\"urgency\"}");

        assertThat(unreasoned.status()).isEqualTo(409);
        assertThat(unreasoned.json().at("/violations/0/pointer").asText()).isEqualTo("/reason");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("contract_changed");
        assertThat(refused.json().at("/schemaChange/state").asText()).isEqualTo("open");
        assertThat(refused.json().at("/schemaChange/path").asText())
                .isEqualTo("/v1/schema-changes/"
                        + refused.json().at("/schemaChange/id").asText());
        assertThat(engineer.put(ALIAS, "{\"version\":3,\"acceptContractChange\":true}")
                        .code())
                .isEqualTo("request_invalid");
        assertThat(engineer.get(ALIAS).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void rollsBackAndKeepsTheHistory() {
        engineer.mustPut(ALIAS, "{\"version\":1}");
        engineer.mustPut(ALIAS, "{\"version\":2}");

        TestCaller.Reply rolled = engineer.post(ALIAS + "/rollback", "{\"reason\":\"errors\"}");
        TestCaller.Reply history = engineer.get(ALIAS + "/history?limit=10");

        assertThat(rolled.status()).isEqualTo(200);
        assertThat(rolled.json().at("/targets/0/version").asInt()).isEqualTo(1);
        assertThat(history.json().get("items")).hasSize(3);
        assertThat(history.json().at("/items/0/action").asText()).isEqualTo("rollback");
        assertThat(history.json().at("/items/0/restores").asInt()).isEqualTo(1);
        assertThat(engineer.post(ALIAS + "/rollback", null).code()).isEqualTo("nothing_to_roll_back_to");
    }

    @Test
    void tellsThatThereIsNoSuchAlias() {
        assertThat(engineer.get("/v1/agents/triage/aliases/nothere").code()).isEqualTo("alias_not_found");
        assertThat(engineer.put("/v1/agents/triage/aliases/No_Name", "{\"version\":1}")
                        .status())
                .isEqualTo(422);
    }

    private void edit(String spec, int revision) {
        engineer.mustPut(
                "/v1/agents/triage/draft", spec, "If-Match", "\"" + revision + "\"", "Content-Type", "text/markdown");
    }
}
