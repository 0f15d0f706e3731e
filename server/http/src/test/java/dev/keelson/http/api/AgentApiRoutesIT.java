package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentApiRoutesIT {
    private static final TestServer SERVER = TestServer.start();
    private static final Path EXAMPLES = Path.of("..", "..", "dist", "examples");

    @BeforeAll
    static void publish() {
        publish("triage", Specs.titled("Triage"));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"triage-ticket", "moderate-listing", "extract-incident"})
    void describesTheExampleAgentsWithoutAFinding(String agent) throws IOException {
        publish(agent, Files.readString(EXAMPLES.resolve(agent).resolve("spec.md")));

        TestCaller.Reply reply = SERVER.as(Role.CALLER).get("/v1/agents/" + agent + "/openapi.json");

        assertThat(OpenApiLint.findings(reply.json())).isEmpty();
        assertThat(reply.json()
                        .at("/paths/~1v1~1agents~1" + agent + "~1run/post/requestBody/content/application~1json"
                                + "/examples"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi.json", "mcp-tool.json", "clients/typescript", "clients/python", "clients/java"})
    void saysWhenNothingChanged(String what) {
        TestCaller caller = SERVER.as(Role.CALLER, "triage");
        TestCaller.Reply first = caller.get("/v1/agents/triage/" + what);

        TestCaller.Reply again =
                caller.get("/v1/agents/triage/" + what, "If-None-Match", "\"other\", W/" + first.header("ETag"));
        TestCaller.Reply other = caller.get("/v1/agents/triage/" + what, "If-None-Match", "\"other\"");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Keelson-Contract")).isEqualTo("1.0");
        assertThat(first.header("Keelson-Version")).isEqualTo("1");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void followsAliasesAndNumbers() {
        publish("moving", Specs.titled("Moving"));
        TestCaller admin = SERVER.as(Role.ADMIN);
        admin.mustPut("/v1/agents/moving/aliases/canary", "{\"version\":1}");
        String before = admin.get("/v1/agents/moving/openapi.json").header("ETag");
        admin.mustPut(
                "/v1/agents/moving/draft",
                Json.text(Json.object().put("spec", Specs.withOtherContract("Moving"))),
                "If-Match",
                "\"1\"");
        admin.mustPost("/v1/agents/moving/versions", null);
        admin.mustPut("/v1/agents/moving/aliases/canary-2", "{\"version\":2}");

        JsonNode current = admin.get("/v1/agents/moving@canary-2/openapi.json").json();
        TestCaller.Reply pinned = admin.get("/v1/agents/moving@1/openapi.json");
        JsonNode canary = admin.get("/v1/agents/moving@canary/mcp-tool.json").json();

        assertThat(current.at("/info/version").asText()).isEqualTo("2.0");
        assertThat(current.at("/components/schemas/MovingOutput/properties").has("urgent"))
                .isTrue();
        assertThat(pinned.json().at("/info/version").asText()).isEqualTo("1.0");
        assertThat(pinned.json().path("paths").has("/v1/agents/moving@1/run")).isTrue();
        assertThat(canary.path("name").asText()).isEqualTo("moving_canary");
        assertThat(admin.get("/v1/agents/moving/openapi.json").header("ETag")).isEqualTo(before);
    }

    @Test
    void showsAgentsToWhoeverMayRunOrReadThemAndToNobodyElse() {
        for (Role role : Role.values()) {
            assertThat(SERVER.as(role).get("/v1/agents/triage/openapi.json").status())
                    .as(role.id())
                    .isEqualTo(200);
        }
        assertThat(SERVER.as(Role.CALLER, "another")
                        .get("/v1/agents/triage/openapi.json")
                        .code())
                .isEqualTo("agent_not_found");
        assertThat(SERVER.as(Role.CALLER)
                        .get("/v1/agents/triage@9/mcp-tool.json")
                        .code())
                .isEqualTo("version_not_found");
        assertThat(SERVER.as(Role.CALLER).get("/v1/agents/triage/clients/cobol").code())
                .isEqualTo("route_not_found");
    }

    private static void publish(String agent, String spec) {
        TestCaller admin = SERVER.as(Role.ADMIN);
        admin.mustPost("/v1/agents", Specs.create(agent, spec));
        admin.mustPost("/v1/agents/" + agent + "/versions", null);
        admin.mustPut("/v1/agents/" + agent + "/aliases/production", "{\"version\":1}");
    }
}
