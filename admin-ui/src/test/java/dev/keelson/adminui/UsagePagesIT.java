package dev.keelson.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import dev.keelson.core.usage.UsageKey;
import dev.keelson.core.usage.UsageRollup;
import dev.keelson.core.usage.UsageSum;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people come for who pay: what it cost, and how much more it may cost. */
class UsagePagesIT {
    private DemoServer server;
    private Visitor admin;

    @BeforeEach
    void start() {
        server = DemoServer.start();
        admin = Visitor.with(server, server.key(Role.ADMIN));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsCostByAgentAndModelAndMarksUnknownPrices() {
        put("triage", "large", new UsageSum(2, 100, 40, 50, 1_250_000_001L, 0));
        put("search", "small", new UsageSum(1, 10, 0, 5, 0, 1));

        String page = admin.get("/admin/usage?period=day").body();

        assertThat(page).contains("By agent", "triage", "By model", "large", "$1.250000001", "1 calls");
        assertThat(page).contains("of these calls have an unknown price");
        assertThat(page).contains("aria-current=\"page\">Usage", "aria-current=\"page\">Last 24 hours");
    }

    @Test
    void leadsThroughTheLifeOfABudget() {
        assertThat(admin.get("/admin/usage").body()).contains("No budget limits what calls may cost", "New budget");
        assertThat(admin.get("/admin/usage/budget").body()).contains("New budget", "Create budget");

        admin.submit("/admin/usage/budget", budget("12.50", "0"));
        String list = admin.get("/admin/usage").body();
        String edit = admin.get("/admin/usage/budget?name=team-a").body();

        assertThat(list).contains("team-a", "agent triage", "$12.5", "$0</span> spent", "budget-all");
        assertThat(edit).contains("Budget team-a", "value=\"12.5\"", "name=\"revision\" value=\"1\"");
        admin.submit("/admin/usage/budget", budget("0", "1"));
        assertThat(admin.get("/admin/usage").body()).contains("used up");
        admin.submit("/admin/usage/budget/delete", Map.of("name", "team-a", "revision", "2"));
        assertThat(admin.get("/admin/usage").body()).doesNotContain("team-a");
    }

    @Test
    void keepsWhatWasTypedInAFormThatIsRefused() {
        HttpResponse<String> page = admin.post("/admin/usage/budget", budget("12,50", "0"));

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("role=\"alert\"", "value=\"12,50\"", "value=\"team-a\"");
    }

    @Test
    void refusesAChangeOfABudgetThatSomeoneElseChangedFirst() {
        admin.submit("/admin/usage/budget", budget("1", "0"));
        admin.submit("/admin/usage/budget", budget("2", "1"));

        assertThat(admin.post("/admin/usage/budget", budget("3", "1")).statusCode())
                .isEqualTo(412);
    }

    @Test
    void leadsThroughTheLifeOfARateLimit() {
        admin.submit("/admin/usage/limit", Map.of("name", "all", "requests", "600", "tokens", "", "revision", "0"));

        assertThat(admin.get("/admin/usage").body()).contains("600", "no limit", "every call");
        assertThat(admin.get("/admin/usage/limit?name=all").body()).contains("Rate limit all", "value=\"600\"");
        assertThat(admin.post("/admin/usage/limit", Map.of("name", "b", "revision", "0"))
                        .statusCode())
                .isEqualTo(422);
        admin.submit("/admin/usage/limit/delete", Map.of("name", "all", "revision", "1"));
        assertThat(admin.get("/admin/usage").body()).doesNotContain("600");
    }

    @Test
    void showsAViewerEverythingAndTakesNothing() {
        admin.submit("/admin/usage/budget", budget("1", "0"));
        Visitor viewer = Visitor.with(server, server.key(Role.VIEWER));

        assertThat(viewer.get("/admin/usage").body()).contains("team-a").doesNotContain("New budget", "Change</a>");
        assertThat(viewer.get("/admin/usage/budget").statusCode()).isEqualTo(403);
        for (String path : new String[] {"budget", "budget/delete", "limit", "limit/delete"}) {
            assertThat(viewer.post("/admin/usage/" + path, budget("1", "1")).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    private static Map<String, String> budget(String limit, String revision) {
        return new HashMap<>(Map.of(
                "name", "team-a", "agent", "triage", "limitUsd", limit, "window", "month", "revision", revision));
    }

    private void put(String agent, String model, UsageSum sum) {
        var key =
                new UsageKey(Instant.now().truncatedTo(ChronoUnit.HOURS), agent, 1, "", "aaaaaaaaaa", "openai", model);
        assertThat(server.usage
                        .putAll(List.of(new UsageRollup("node", key, sum)))
                        .succeeded())
                .isTrue();
    }
}
