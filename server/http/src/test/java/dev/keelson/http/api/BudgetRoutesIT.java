package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetRoutesIT {
    private static final String TEAM =
            "{\"name\":\"team-a\",\"scope\":{\"agent\":\"triage\",\"alias\":\"production\"},\"limitUsd\":\"12.50\","
                    + "\"window\":\"month\",\"softLimitPercent\":80}";
    private static final String LIMIT = "{\"name\":\"all\",\"requestsPerMinute\":600,\"tokensPerMinute\":100000}";

    private final TestServer server = TestServer.start();
    private final TestCaller admin = server.as(Role.ADMIN);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void createsABudgetAndShowsHowItStands() {
        TestCaller.Reply created = admin.post("/v1/budgets", TEAM);
        JsonNode shown = server.as(Role.VIEWER).get("/v1/budgets/team-a").json();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/v1/budgets/team-a");
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(shown).isEqualTo(created.json());
        assertThat(shown.get("limitUsd").asText()).isEqualTo("12.5");
        assertThat(shown.get("spentUsd").asText()).isEqualTo("0");
        assertThat(shown.get("availableUsd").asText()).isEqualTo("12.5");
        assertThat(shown.get("windowEnd").asText()).endsWith("-01T00:00:00Z");
        assertThat(shown.get("scope").toString()).isEqualTo("{\"agent\":\"triage\",\"alias\":\"production\"}");
    }

    @Test
    void keepsEveryDecimalOfAnAmount() {
        for (String amount : new String[] {"0.000000001", "1000000000", "999999999.999999999", "0.1", "0"}) {
            admin.mustPost("/v1/budgets", "{\"name\":\"b\",\"limitUsd\":\"" + amount + "\",\"window\":\"total\"}");

            assertThat(admin.get("/v1/budgets/b").json().get("limitUsd").asText())
                    .isEqualTo(amount);
            assertThat(admin.send("DELETE", "/v1/budgets/b", null, "If-Match", "\"1\"")
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void refusesAmountsThatAreNotExact() {
        for (String amount :
                new String[] {"\"0.0000000001\"", "\"-1\"", "\"1e3\"", "\"1000000000.1\"", "1.5", "\"\""}) {
            TestCaller.Reply reply =
                    admin.post("/v1/budgets", "{\"name\":\"b\",\"limitUsd\":" + amount + ",\"window\":\"day\"}");

            assertThat(reply.status()).as(amount).isEqualTo(422);
            assertThat(reply.json().at("/violations/0/pointer").asText())
                    .as(amount)
                    .isEqualTo("/limitUsd");
        }
    }

    @Test
    void changesABudgetOnlyOverTheRevisionThatWasRead() {
        admin.mustPost("/v1/budgets", TEAM);
        String more = "{\"limitUsd\":\"20\",\"window\":\"day\"}";

        assertThat(admin.put("/v1/budgets/team-a", more).code()).isEqualTo("revision_required");
        TestCaller.Reply changed = admin.put("/v1/budgets/team-a", more, "If-Match", "\"1\"");
        TestCaller.Reply late = admin.put("/v1/budgets/team-a", more, "If-Match", "\"1\"");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.json().get("limitUsd").asText()).isEqualTo("20");
        assertThat(changed.json().has("softLimitPercent")).isFalse();
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().at("/current/revision").asInt()).isEqualTo(2);
    }

    @Test
    void deletesABudgetOnlyOverTheRevisionThatWasRead() {
        admin.mustPost("/v1/budgets", TEAM);

        assertThat(admin.send("DELETE", "/v1/budgets/team-a", null, "If-Match", "\"2\"")
                        .code())
                .isEqualTo("revision_stale");
        assertThat(admin.send("DELETE", "/v1/budgets/team-a", null, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(204);
        assertThat(admin.get("/v1/budgets/team-a").code()).isEqualTo("budget_not_found");
    }

    @Test
    void refusesATakenName() {
        admin.mustPost("/v1/budgets", TEAM);

        assertThat(admin.post("/v1/budgets", TEAM).code()).isEqualTo("budget_exists");
    }

    @Test
    void aKeyForSomeAgentsSeesAndSetsTheirBudgetsOnly() {
        admin.mustPost("/v1/budgets", TEAM);
        admin.mustPost("/v1/budgets", "{\"name\":\"all\",\"limitUsd\":\"1\",\"window\":\"day\"}");
        TestCaller limited = server.as(Role.ADMIN, "triage");

        assertThat(limited.get("/v1/budgets").json().get("items")).hasSize(1);
        assertThat(limited.get("/v1/budgets/all").status()).isEqualTo(404);
        assertThat(limited.send("DELETE", "/v1/budgets/all", null, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(404);
        assertThat(limited.post("/v1/budgets", "{\"name\":\"mine\",\"limitUsd\":\"1\",\"window\":\"day\"}")
                        .code())
                .isEqualTo("permission_denied");
        assertThat(admin.get("/v1/budgets").json().get("items")).hasSize(2);
    }

    @Test
    void setsRateLimitsInTheSameWay() {
        TestCaller.Reply created = admin.post("/v1/rate-limits", LIMIT);
        TestCaller.Reply changed = admin.put("/v1/rate-limits/all", "{\"requestsPerMinute\":60}", "If-Match", "\"1\"");
        TestCaller.Reply late = admin.put("/v1/rate-limits/all", "{\"requestsPerMinute\":60}", "If-Match", "\"1\"");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("tokensPerMinute").asLong()).isEqualTo(100_000);
        assertThat(changed.json().has("tokensPerMinute")).isFalse();
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().at("/current/requestsPerMinute").asInt()).isEqualTo(60);
        assertThat(admin.post("/v1/rate-limits", LIMIT).code()).isEqualTo("rate_limit_exists");
        assertThat(admin.get("/v1/rate-limits").json().get("items")).hasSize(1);
        assertThat(admin.send("DELETE", "/v1/rate-limits/all", null, "If-Match", "\"2\"")
                        .status())
                .isEqualTo(204);
        assertThat(admin.get("/v1/rate-limits/all").code()).isEqualTo("rate_limit_not_found");
    }

    @Test
    void refusesARateLimitThatLimitsNothing() {
        assertThat(admin.post("/v1/rate-limits", "{\"name\":\"none\"}").status())
                .isEqualTo(422);
    }
}
