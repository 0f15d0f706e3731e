package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AliasPolicyRoutesIT {
    private static final String ALIAS = "/v1/agents/triage/aliases/production";
    private static final String POLICY = ALIAS + "/policy";
    private static final String FROZEN = """
            {"freezes":[{"from":"2026-01-01T00:00:00Z","to":"2200-01-01T00:00:00+01:00","reason":"holidays"}]}
            """;

    private final TestServer server = TestServer.start();
    private final TestCaller admin = server.as(Role.ADMIN);

    @BeforeEach
    void publish() {
        admin.mustPost("/v1/agents", Specs.create("triage", Specs.titled("One")));
        admin.mustPost("/v1/agents/triage/versions", null);
        admin.mustPut(ALIAS, "{\"version\":1}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsWhatHoldsWithoutAPolicy() {
        TestCaller.Reply unset = admin.get(POLICY);

        assertThat(unset.status()).isEqualTo(200);
        assertThat(unset.header("ETag")).isEqualTo("\"0\"");
        assertThat(unset.json().get("approval").asText()).isEqualTo("contract");
        assertThat(unset.json().get("follow").asText()).isEqualTo("off");
        assertThat(admin.get("/v1/agents/nothere/aliases/production/policy").code())
                .isEqualTo("agent_not_found");
    }

    @Test
    void setsAndTakesBack() {
        TestCaller.Reply set = admin.put(POLICY, """
                {"approval":"risky","follow":"compatible",
                 "movers":[{"owner":"alice"},{"role":"admin"},{"key":"k1"}],
                 "deprecation":{"since":"2026-11-01T00:00:00Z","sunset":"2027-05-03T00:00:00Z","successor":"next","note":"use next"}}
                """, "If-None-Match", "*");
        TestCaller.Reply read = admin.get(POLICY);
        TestCaller.Reply reset = admin.send("DELETE", POLICY, null, "If-Match", "\"1\"");

        assertThat(set.status()).isEqualTo(200);
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(read.json()).isEqualTo(set.json());
        assertThat(read.json().at("/movers/1/role").asText()).isEqualTo("admin");
        assertThat(read.json().at("/deprecation/sunset").asText()).isEqualTo("2027-05-03T00:00:00Z");
        assertThat(reset.json().get("revision").asInt()).isEqualTo(2);
        assertThat(reset.json().has("deprecation")).isFalse();
    }

    @Test
    void asksForTheRevisionAndShowsTheCurrentOneToALoser() {
        admin.mustPut(POLICY, "{}", "If-Match", "\"0\"");

        TestCaller.Reply stale = admin.put(POLICY, "{}", "If-None-Match", "*");

        assertThat(admin.put(POLICY, "{}").status()).isEqualTo(428);
        assertThat(admin.send("DELETE", POLICY, null).status()).isEqualTo(428);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().at("/current/revision").asInt()).isEqualTo(1);
    }

    @Test
    void refusesWhatDoesNotFit() {
        TestCaller.Reply times =
                admin.put(POLICY, "{\"deprecation\":{\"since\":\"2026-11-01T23:59:60Z\"}}", "If-Match", "\"0\"");
        TestCaller.Reply follow = admin.put(POLICY, "{\"follow\":\"compatible\"}", "If-Match", "\"0\"");

        assertThat(times.code()).isEqualTo("request_invalid");
        assertThat(follow.json().at("/violations/0/pointer").asText()).isEqualTo("/follow");
    }

    @Test
    void aFrozenAliasSaysUntilWhen() {
        admin.mustPut(POLICY, FROZEN, "If-Match", "\"0\"");

        TestCaller.Reply frozen = admin.put(ALIAS, "{\"version\":1}");

        assertThat(frozen.status()).isEqualTo(409);
        assertThat(frozen.code()).isEqualTo("alias_frozen");
        assertThat(frozen.json().get("detail").asText()).contains("2199-12-31T23:00:00Z", "holidays");
        assertThat(frozen.header("Retry-After")).isNotEmpty();
    }

    @Test
    void onlyNamedMoversMove() {
        admin.mustPut(POLICY, "{\"movers\":[{\"role\":\"admin\"}]}", "If-Match", "\"0\"");

        assertThat(server.as(Role.OPERATOR).put(ALIAS, "{\"version\":1}").code())
                .isEqualTo("move_not_allowed");
        assertThat(admin.put(ALIAS, "{\"version\":1}").status()).isEqualTo(200);
    }

    @Test
    void onlyAnAdminSetsPolicies() {
        assertThat(server.as(Role.ENGINEER)
                        .put(POLICY, "{}", "If-Match", "\"0\"")
                        .status())
                .isEqualTo(403);
    }
}
