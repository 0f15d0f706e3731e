package dev.keelson.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.IssueApiKeyUseCase;
import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import dev.keelson.core.provider.ScriptedModelClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, for how long, and what a page of another site or a model can't do. */
class SecurityIT {
    private DemoServer server;

    @BeforeEach
    void start() {
        server = DemoServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void leadsStrangersToTheLoginAndBack() {
        HttpResponse<String> stranger = new Visitor(server).get("/admin/traces");
        assertThat(stranger.statusCode()).isEqualTo(303);
        assertThat(Visitor.location(stranger)).isEqualTo("/admin/login?to=%2Fadmin%2Ftraces");
        HttpResponse<String> in = new Visitor(server).login(server.key(Role.VIEWER), "/admin/traces");
        assertThat(Visitor.location(in)).isEqualTo("/admin/traces");
        String cookie = in.headers().firstValue("set-cookie").orElse("");
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/admin").doesNotContain("Secure", "ksk_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/admin/../evil",
                "/admin@evil.example",
                "javascript:alert(1)",
                "/admin/\r\nSet-Cookie: a=b",
                "/administrator"
            })
    void redirectsNowhereElse(String to) {
        assertThat(Visitor.location(new Visitor(server).login(server.key(Role.VIEWER), to)))
                .isEqualTo("/admin/agents");
    }

    @Test
    void refusesAWrongKeyWithoutSayingWhatIsWrongWithIt() {
        HttpResponse<String> page = new Visitor(server).login("ksk_wrong", "");
        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.body()).contains("unknown, expired or revoked").doesNotContain("ksk_wrong");
        assertThat(page.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void setsASecureCookieBehindHttps() {
        Visitor visitor = new Visitor(server);
        HttpResponse<String> in = visitor.send(visitor.form("/admin/login", Map.of("key", server.key(Role.VIEWER)))
                .setHeader("X-Forwarded-Proto", "https"));
        assertThat(in.headers().firstValue("set-cookie").orElse("")).contains("; Secure");
    }

    @Test
    void endsASessionAfterHalfAnHourOfRest() {
        Visitor viewer = Visitor.with(server, server.key(Role.VIEWER));
        server.aheadNanos.addAndGet(Duration.ofMinutes(29).toNanos());
        assertThat(viewer.get("/admin/agents").statusCode()).isEqualTo(200);
        server.aheadNanos.addAndGet(Duration.ofMinutes(31).toNanos());
        assertThat(viewer.get("/admin/agents").statusCode()).isEqualTo(303);
    }

    @Test
    void endsASessionAfterTwelveHoursOfWork() {
        Visitor viewer = Visitor.with(server, server.key(Role.VIEWER));
        for (int i = 0; i < 35; i++) {
            server.aheadNanos.addAndGet(Duration.ofMinutes(20).toNanos());
            assertThat(viewer.get("/admin/agents").statusCode()).isEqualTo(200);
        }
        server.aheadNanos.addAndGet(Duration.ofMinutes(21).toNanos());
        assertThat(viewer.get("/admin/agents").statusCode()).isEqualTo(303);
    }

    @Test
    void endsTheSessionsOfARevokedKey() {
        IssueApiKeyUseCase.Output issued = server.issued(Role.VIEWER);
        Visitor viewer = Visitor.with(server, issued.credential().reveal());
        server.revoke(issued.key().id());
        assertThat(viewer.get("/admin/agents").statusCode()).isEqualTo(303);
    }

    @Test
    void endsASessionAtLogout() {
        Visitor viewer = Visitor.with(server, server.key(Role.VIEWER));
        assertThat(viewer.post("/admin/logout", Map.of()).statusCode()).isEqualTo(303);
        assertThat(viewer.get("/admin/agents").statusCode()).isEqualTo(303);
    }

    @Test
    void refusesFormsOfOtherSitesAndFormsWithoutTheToken() {
        Visitor admin = Visitor.with(server, server.key(Role.ADMIN));
        Map<String, String> good = admin.fields(agent("first"));
        assertThat(status(admin, admin.raw("/admin/create", good))).isEqualTo(403);
        assertThat(status(admin, admin.raw("/admin/create", good).setHeader("Origin", "https://evil.example")))
                .isEqualTo(403);
        assertThat(status(admin, admin.raw("/admin/create", good).setHeader("Origin", "null")))
                .isEqualTo(403);
        assertThat(status(admin, admin.form("/admin/create", good).setHeader("Sec-Fetch-Site", "cross-site")))
                .isEqualTo(403);
        assertThat(status(admin, admin.form("/admin/create", good).setHeader("Sec-Fetch-Site", "same-site")))
                .isEqualTo(403);
        assertThat(status(admin, admin.form("/admin/create", agent("first")))).isEqualTo(403);
        Visitor other = Visitor.with(server, server.key(Role.ADMIN));
        assertThat(status(admin, admin.form("/admin/create", other.fields(agent("first")))))
                .isEqualTo(403);
        assertThat(status(admin, admin.form("/admin/create", good).setHeader("Sec-Fetch-Site", "same-origin")))
                .isEqualTo(303);
    }

    @Test
    void showsAViewerNoButtonsAndTakesNoForms() {
        Visitor admin = Visitor.with(server, server.key(Role.ADMIN));
        admin.submit("/admin/create", agent("triage"));
        Visitor viewer = Visitor.with(server, server.key(Role.VIEWER));
        assertThat(viewer.get("/admin/agents").body()).doesNotContain("Create agent", "API keys");
        assertThat(viewer.get("/admin/agents/triage").body()).doesNotContain("Publish draft", "Try it");
        assertThat(viewer.get("/admin/agents/triage/draft").body()).doesNotContain("Save draft");
        for (String path : new String[] {"/admin/create", "/admin/keys", "/admin/keys/a/revoke"}) {
            assertThat(viewer.post(path, agent("b")).statusCode()).as(path).isEqualTo(403);
        }
        for (String path : new String[] {"draft", "publish", "remap", "rollback", "run"}) {
            assertThat(viewer.post("/admin/agents/triage/" + path, Map.of()).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void hidesAgentsOutsideTheScopeOfAKey() {
        Visitor admin = Visitor.with(server, server.key(Role.ADMIN));
        admin.submit("/admin/create", agent("triage"));
        Visitor scoped = Visitor.with(server, server.key(Role.ENGINEER, "another"));
        assertThat(scoped.get("/admin/agents/triage").statusCode()).isEqualTo(404);
        assertThat(scoped.get("/admin/agents").body()).doesNotContain("/admin/agents/triage");
    }

    @Test
    void keepsAKeyOutThatMayReadNothing() {
        assertThat(new Visitor(server).login(server.key(Role.CALLER), "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void sendsTheHeadersThatKeepScriptsOut() {
        HttpResponse<String> page = new Visitor(server).get("/admin/login");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("cache-control")).contains("no-store");
        assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(page.body()).doesNotContain("style=", "onclick", "<style");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "</textarea><script>alert(1)</script>",
                "</pre><svg onload=alert(1)>",
                "[[${7*7}]]",
                "__${7*7}__"
            })
    void showsHostileTextAsText(String hostile) {
        Visitor admin = Visitor.with(server, server.key(Role.ADMIN));
        admin.submit(
                "/admin/create",
                Map.of(
                        "name", "triage",
                        "settings", "{}",
                        "spec",
                                NewAgent.SPEC
                                        .replace("one of billing, technical", "string")
                                        .replace("Questions about payment", "Tickets with " + hostile)));
        admin.submit("/admin/agents/triage/publish", Map.of("revision", "1", "note", hostile));
        admin.submit("/admin/agents/triage/remap", Map.of("alias", "production", "targets", "1", "reason", hostile));
        String output = Json.text(Map.of("team", hostile));
        server.model.set(ScriptedModelClient.says(output));
        String result = Visitor.location(
                admin.post("/admin/agents/triage/run", Map.of("input", "{\"text\":\"a\"}", "target", "production")));
        for (String path : new String[] {"", "/draft", "/versions", "/versions/1", "/history?alias=production"}) {
            assertIsText(admin.get("/admin/agents/triage" + path), hostile);
        }
        assertIsText(admin.get(result.replace("#result", "")), hostile);
        assertIsText(admin.post("/admin/create", Map.of("name", hostile, "spec", hostile, "settings", "{}")), hostile);
        assertIsText(admin.post("/admin/agents/triage/run", Map.of("input", hostile, "target", hostile)), hostile);
    }

    private static void assertIsText(HttpResponse<String> page, String hostile) {
        assertThat(page.statusCode()).isIn(200, 400, 404, 422);
        if (hostile.contains("<")) {
            assertThat(page.body()).doesNotContain(hostile, "<script>alert", "<img src=x", "<svg onload");
        } else {
            assertThat(page.body()).doesNotContain(">49<", "__49__");
        }
    }

    private static int status(Visitor visitor, HttpRequest.Builder request) {
        return visitor.send(request).statusCode();
    }

    private static Map<String, String> agent(String name) {
        return Map.of("name", name, "spec", NewAgent.SPEC, "settings", "{}");
    }
}
