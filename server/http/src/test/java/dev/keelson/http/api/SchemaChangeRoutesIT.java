package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaChangeRoutesIT {
    private static final String ALIAS = "/v1/agents/triage/aliases/production";
    private static final String MOVE = "{\"version\":2,\"reason\":\"callers need urgency\"}";

    private final TestServer server = TestServer.start();
    private final TestCaller engineer = server.as(Role.ENGINEER);
    private final TestCaller approver = server.as(Role.APPROVER);

    @BeforeEach
    void publishAnotherContract() {
        engineer.mustPost("/v1/agents", Specs.create("triage", Specs.titled("One")));
        engineer.mustPost("/v1/agents/triage/versions", null);
        engineer.mustPut(
                "/v1/agents/triage/draft",
                Specs.withOtherContract("Two"),
                "If-Match",
                "\"1\"",
                "Content-Type",
                "text/markdown");
        engineer.mustPost("/v1/agents/triage/versions", null);
        engineer.mustPut(ALIAS, "{\"version\":1}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void leadsFromTheRefusedMoveToTheApprovedOne() {
        String path = engineer.put(ALIAS, MOVE).json().at("/schemaChange/path").asText();
        TestCaller.Reply open = approver.get(path);

        TestCaller.Reply approved = decide(open, "approve");
        TestCaller.Reply moved = engineer.put(ALIAS, MOVE);

        assertThat(open.header("ETag")).isEqualTo("\"1\"");
        assertThat(open.json().get("verdict").asText()).isEqualTo("RISKY");
        assertThat(open.json().at("/base/targets/0/version").asInt()).isEqualTo(1);
        assertThat(open.json().at("/targets/0/version").asInt()).isEqualTo(2);
        assertThat(open.json().get("reason").asText()).isEqualTo("callers need urgency");
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.json().get("state").asText()).isEqualTo("approved");
        assertThat(approved.json().at("/decision/selfApproved").asBoolean()).isFalse();
        assertThat(approved.header("ETag")).isEqualTo("\"2\"");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.json().get("schemaChange").asText())
                .isEqualTo(open.json().get("id").asText());
        assertThat(approver.get(path).json().get("applied").asBoolean()).isTrue();
        assertThat(server.as(Role.ADMIN).get("/v1/audit").text())
                .contains("schema-change.propose", "schema-change.approve", "alias.remap");
    }

    @Test
    void proposesListsAndRejects() {
        String wish = "{\"agent\":\"triage\",\"alias\":\"production\",\"version\":2,\"reason\":\"soon\"}";
        TestCaller.Reply proposed = engineer.post("/v1/schema-changes", wish);
        TestCaller.Reply again = engineer.post("/v1/schema-changes", wish);

        TestCaller.Reply rejected = decide(proposed, "reject");

        assertThat(proposed.status()).isEqualTo(200);
        assertThat(again.header("Location")).isEqualTo(proposed.header("Location"));
        assertThat(rejected.json().get("state").asText()).isEqualTo("rejected");
        assertThat(approver.get("/v1/schema-changes?agent=triage&state=rejected")
                        .json()
                        .get("items"))
                .hasSize(1);
        assertThat(approver.get("/v1/schema-changes?state=open").json().get("items"))
                .isEmpty();
        assertThat(approver.get("/v1/schema-changes?state=pending").status()).isEqualTo(400);
    }

    @Test
    void showsTheCurrentStateToWhoSawAnother() {
        TestCaller.Reply open = proposed();
        String path = path(open);
        String approve = body("approve", open.json().get("digest").asText());

        TestCaller.Reply revision = approver.post(path, approve, "If-Match", "\"7\"");
        TestCaller.Reply digest = approver.post(path, body("approve", "sha256:00"), "If-Match", "\"1\"");

        assertThat(revision.status()).isEqualTo(412);
        assertThat(digest.status()).isEqualTo(412);
        assertThat(digest.code()).isEqualTo("revision_stale");
        assertThat(digest.json().at("/current/digest")).isEqualTo(open.json().get("digest"));
        assertThat(approver.post(path, approve).status()).isEqualTo(428);
        assertThat(approver.post(path, "{\"decision\":\"approve\"}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void anAuthorMayNotApproveNorAnyoneTwice() {
        TestCaller.Reply open = proposed();
        String approve = body("approve", open.json().get("digest").asText());

        assertThat(engineer.post(path(open), approve, "If-Match", "\"1\"").code())
                .isEqualTo("permission_denied");
        assertThat(decide(open, "approve").status()).isEqualTo(200);
        assertThat(approver.post(path(open), approve, "If-Match", "\"2\"").code())
                .isEqualTo("schema_change_closed");
    }

    @Test
    void anAdminWhoProposedMayNotApprove() {
        TestCaller admin = server.as(Role.ADMIN);
        TestCaller.Reply open = admin.post(
                "/v1/schema-changes",
                "{\"agent\":\"triage\",\"alias\":\"production\",\"version\":2,\"reason\":\"mine\"}");

        TestCaller.Reply refused =
                admin.post(path(open), body("approve", open.json().get("digest").asText()), "If-Match", "\"1\"");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("approver_is_author");
    }

    @Test
    void isNotThereForKeysOfOtherAgents() {
        TestCaller stranger = server.as(Role.APPROVER, "other");
        TestCaller.Reply open = proposed();

        assertThat(stranger.get(open.header("Location")).code()).isEqualTo("schema_change_not_found");
        assertThat(stranger.get("/v1/schema-changes").json().get("items")).isEmpty();
        assertThat(stranger.get("/v1/schema-changes?agent=triage").code()).isEqualTo("agent_not_found");
    }

    private TestCaller.Reply proposed() {
        return engineer.post(
                "/v1/schema-changes",
                "{\"agent\":\"triage\",\"alias\":\"production\",\"version\":2,\"reason\":\"soon\"}");
    }

    private TestCaller.Reply decide(TestCaller.Reply open, String decision) {
        String digest = open.json().get("digest").asText();
        return approver.post(path(open), body(decision, digest), "If-Match", open.header("ETag"));
    }

    private static String path(TestCaller.Reply open) {
        JsonNode id = open.json().get("id");
        return "/v1/schema-changes/" + id.asText() + "/decision";
    }

    private static String body(String decision, String digest) {
        return Json.text(
                Json.object().put("decision", decision).put("digest", digest).put("reason", "looked at every line"));
    }
}
