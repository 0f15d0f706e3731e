package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentRoutesIT {
    private static final String CREATE = Specs.create("triage", Specs.titled("Triage a ticket"));

    private final TestServer server = TestServer.start();
    private final TestCaller engineer = server.as(Role.ENGINEER);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void createsAnAgentWithItsFirstDraft() {
        TestCaller.Reply created = engineer.post("/v1/agents", CREATE);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/v1/agents/triage");
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.json().at("/draft/title").asText()).isEqualTo("Triage a ticket");
        assertThat(created.json()
                        .at("/draft/settings/models/targets/0/provider")
                        .asText())
                .isEqualTo("local");
        assertThat(created.json().at("/draft/contract/input/type").asText()).isEqualTo("object");
    }

    @Test
    void createsAnAgentFromMarkdown() {
        TestCaller.Reply created = engineer.post(
                "/v1/agents?name=triage", Specs.titled("Triage"), "Content-Type", "text/markdown; charset=utf-8");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().at("/draft/spec").asText()).isEqualTo(Specs.titled("Triage"));
    }

    @Test
    void asksForTheNameOfAnAgentFromMarkdown() {
        TestCaller.Reply reply = engineer.post("/v1/agents", "# Triage\n", "Content-Type", "text/markdown");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("query parameter missing: name");
    }

    @Test
    void refusesMarkdownThatIsNotUtf8() {
        TestCaller.Reply reply = engineer.sendBytes(
                "POST",
                "/v1/agents?name=triage",
                new byte[] {'#', ' ', (byte) 0xC3, (byte) 0x28},
                "Content-Type",
                "text/markdown");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("malformed_request");
    }

    @Test
    void refusesATakenName() {
        engineer.mustPost("/v1/agents", CREATE);

        TestCaller.Reply reply = engineer.post("/v1/agents", CREATE);

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("agent_exists");
    }

    @Test
    void namesAnUnknownField() {
        TestCaller.Reply reply =
                engineer.post("/v1/agents", "{\"name\":\"triage\",\"spec\":\"# T\",\"createdBy\":\"root\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("request_invalid");
        assertThat(reply.json().at("/violations/0/message").asText()).contains("createdBy");
    }

    @Test
    void namesEveryMissingField() {
        TestCaller.Reply reply = engineer.post("/v1/agents", "{}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("violations")).hasSize(2);
        assertThat(reply.text()).contains("'name'").contains("'spec'");
    }

    @Test
    void tellsTheLineOfAWrongSpec() {
        TestCaller.Reply reply = engineer.post("/v1/agents", "{\"name\":\"triage\",\"spec\":\"no title\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("spec_invalid");
        assertThat(reply.json().at("/violations/0/line").asInt()).isEqualTo(1);
    }

    @Test
    void tellsWhatIsWrongWithSettings() {
        TestCaller.Reply reply =
                engineer.post("/v1/agents", CREATE.replace("}", ",\"settings\":{\"limits\":{\"timeoutMs\":1}}}"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("definition_invalid");
        assertThat(reply.json().at("/violations/0/pointer").asText()).isEqualTo("/limits/timeoutMs");
    }

    @Test
    void listsAgentsPageByPage() {
        for (String name : new String[] {"a", "b", "c"}) {
            engineer.mustPost("/v1/agents", CREATE.replace("triage", name));
        }

        TestCaller.Reply first = engineer.get("/v1/agents?limit=2");
        TestCaller.Reply second = engineer.get(
                "/v1/agents?limit=2&cursor=" + first.json().get("nextCursor").asText());

        assertThat(first.json().at("/items/1/name").asText()).isEqualTo("b");
        assertThat(second.json().at("/items/0/name").asText()).isEqualTo("c");
        assertThat(second.json().has("nextCursor")).isFalse();
    }

    @Test
    void showsOnlyTheAgentsOfItsKey() {
        engineer.mustPost("/v1/agents", CREATE);
        engineer.mustPost("/v1/agents", CREATE.replace("triage", "other"));
        TestCaller limited = server.as(Role.VIEWER, "triage");

        assertThat(limited.get("/v1/agents").json().get("items")).hasSize(1);
        assertThat(limited.get("/v1/agents/other").status()).isEqualTo(404);
        assertThat(limited.get("/v1/agents/other").code()).isEqualTo("agent_not_found");
        assertThat(limited.get("/v1/agents/other").json().get("detail").asText())
                .isEqualTo("no agent named other");
    }

    @Test
    void editsTheDraftThatTheAuthorHasSeen() {
        engineer.mustPost("/v1/agents", CREATE);

        TestCaller.Reply edited = engineer.put("/v1/agents/triage/draft", Specs.edit("Changed"), "If-Match", "\"1\"");

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.header("ETag")).isEqualTo("\"2\"");
        assertThat(engineer.get("/v1/agents/triage/draft").json().get("title").asText())
                .isEqualTo("Changed");
    }

    @Test
    void takesBackTheSettingsThatItShows() {
        engineer.mustPost("/v1/agents", CREATE);
        String settings =
                Json.text(engineer.get("/v1/agents/triage/draft").json().get("settings"));

        TestCaller.Reply edited =
                engineer.put("/v1/agents/triage/draft", "{\"settings\":" + settings + "}", "If-Match", "\"1\"");

        assertThat(edited.status()).isEqualTo(200);
        assertThat(Json.text(edited.json().get("settings"))).isEqualTo(settings);
    }

    @Test
    void demandsToKnowWhatAnEditRestsOn() {
        engineer.mustPost("/v1/agents", CREATE);

        TestCaller.Reply without = engineer.put("/v1/agents/triage/draft", Specs.edit("Changed"));
        TestCaller.Reply any = engineer.put("/v1/agents/triage/draft", Specs.edit("Changed"), "If-Match", "*");

        assertThat(without.status()).isEqualTo(428);
        assertThat(without.code()).isEqualTo("revision_required");
        assertThat(any.status()).isEqualTo(400);
    }

    @Test
    void showsTheCurrentDraftToALoser() {
        engineer.mustPost("/v1/agents", CREATE);
        engineer.mustPut(
                "/v1/agents/triage/draft", Specs.titled("First"), "If-Match", "\"1\"", "Content-Type", "text/markdown");

        TestCaller.Reply lost = engineer.put("/v1/agents/triage/draft", Specs.edit("Second"), "If-Match", "\"1\"");

        assertThat(lost.status()).isEqualTo(412);
        assertThat(lost.code()).isEqualTo("revision_stale");
        assertThat(lost.header("ETag")).isEqualTo("\"2\"");
        assertThat(lost.json().at("/current/title").asText()).isEqualTo("First");
    }

    @Test
    void tellsThatThereIsNoSuchAgent() {
        TestCaller.Reply reply = engineer.get("/v1/agents/nothere");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("agent_not_found");
    }
}
