package dev.keelson.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import dev.keelson.core.provider.ScriptedModelClient;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Citation;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people come for: from an empty server to an agent that runs, is changed and is rolled back. */
class JourneyIT {
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
    void leadsFromAnEmptyServerToATraceAndBack() {
        assertThat(admin.get("/admin/agents").body()).contains("No agents yet", "curl");
        create();
        assertThat(admin.get("/admin/agents").body()).contains("triage", "not published", "never published");
        assertThat(publish(1)).isEqualTo("/admin/agents/triage/versions/1?published=new");
        assertThat(remap("1", 0).statusCode()).isEqualTo(303);

        HttpResponse<String> run =
                admin.post("/admin/agents/triage/run", Map.of("input", "{\"text\":\"pay\"}", "target", "production"));
        String result = Visitor.location(run);
        assertThat(result).startsWith("/admin/agents/triage/run?trace=");
        assertThat(admin.get(result.replace("#result", "")).body()).contains("billing", "local/echo");
        String id = result.substring(result.indexOf('=') + 1, result.indexOf('#'));
        assertThat(admin.get("/admin/traces/" + id).body())
                .contains("<rect", "starts", "local/echo", "production, revision 1");
        assertThat(admin.get("/admin/traces/" + id + ".json").body()).startsWith("{\"summary\"");
        assertThat(admin.get("/admin/traces?agent=triage&status=ok").body()).contains(id);

        save(NewAgent.SPEC.replace("payment", "money"), 1);
        assertThat(publish(2)).isEqualTo("/admin/agents/triage/versions/2?published=new");
        assertThat(admin.get("/admin/agents/triage/compare?from=1&to=2").body())
                .contains("<ins", "<del", "same contract");
        assertThat(remap("2", 1).statusCode()).isEqualTo(303);
        HttpResponse<String> back = admin.post(
                "/admin/agents/triage/rollback", Map.of("alias", "production", "revision", "2", "reason", "worse"));
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(admin.get("/admin/agents/triage/history?alias=production").body())
                .contains("rollback", "to revision 1", "worse");
    }

    @Test
    void everyPageOfAnAgentShows() {
        create();
        for (String tab : new String[] {
            "", "/draft", "/compilation", "/suites", "/contract", "/versions", "/run", "/publish", "/remap"
        }) {
            HttpResponse<String> page = admin.get("/admin/agents/triage" + tab);
            assertThat(page.statusCode()).as(tab).isEqualTo(200);
            assertThat(page.body()).as(tab).contains("Triage a support ticket");
        }
        for (String path : new String[] {
            "/admin/traces",
            "/admin/usage",
            "/admin/plugins",
            "/admin/providers",
            "/admin/webhooks",
            "/admin/create-webhook",
            "/admin/keys",
            "/admin/audit",
            "/admin/create"
        }) {
            assertThat(admin.get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void showsWhatIsWrongWithASpecByLineAndKeepsTheText() {
        String broken = NewAgent.SPEC.replace("(string, max 2000)", "(strin)") + "kept words";
        HttpResponse<String> page =
                admin.post("/admin/create", Map.of("name", "triage", "spec", broken, "settings", "{}"));
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("role=\"alert\"", "line 7", "kept words", "value=\"triage\"");
    }

    @Test
    void showsBothTextsWhenSomeoneElseSavedFirst() {
        create();
        save(NewAgent.SPEC.replace("payment", "theirs"), 1);
        HttpResponse<String> page = admin.post(
                "/admin/agents/triage/draft",
                Map.of("spec", NewAgent.SPEC.replace("payment", "mine"), "settings", "{}", "revision", "1"));
        assertThat(page.statusCode()).isEqualTo(412);
        assertThat(page.body()).contains("Someone else saved meanwhile", "about theirs", "about mine");
        assertThat(page.body()).contains("name=\"revision\" value=\"2\"");
    }

    @Test
    void proposesAnotherContractInsteadOfMoving() {
        create();
        assertThat(publish(1)).contains("published=new");
        assertThat(remap("1", 0).statusCode()).isEqualTo(303);
        save(NewAgent.SPEC.replace("billing, technical", "billing, technical, sales"), 1);
        assertThat(publish(2)).contains("published=new");
        HttpResponse<String> page = admin.post(
                "/admin/agents/triage/remap",
                Map.of("alias", "production", "targets", "2", "revision", "1", "reason", "sales asks"));
        assertThat(page.statusCode()).isEqualTo(409);
        assertThat(page.body()).contains("Nothing was moved", "/admin/schema-changes/");
        assertThat(admin.get("/admin/schema-changes").body()).contains("sales asks", "triage");
    }

    @Test
    void splitsTrafficByWeight() {
        create();
        assertThat(publish(1)).contains("published=new");
        save(NewAgent.SPEC.replace("payment", "money"), 1);
        assertThat(publish(2)).contains("published=new");
        HttpResponse<String> moved = admin.post(
                "/admin/agents/triage/remap", Map.of("alias", "production", "targets", "1", "weights", "1:90 2:10"));
        assertThat(moved.statusCode()).isEqualTo(303);
        assertThat(admin.get("/admin/agents/triage").body()).contains("v1 90.00 % + v2 10.00 %");
    }

    @Test
    void leadsFromAFailedRunToItsTrace() {
        create();
        assertThat(publish(1)).contains("published=new");
        assertThat(remap("1", 0).statusCode()).isEqualTo(303);
        server.model.set(ScriptedModelClient.says("no json"));
        HttpResponse<String> page =
                admin.post("/admin/agents/triage/run", Map.of("input", "{\"text\":\"pay\"}", "target", "production"));
        assertThat(page.statusCode()).isEqualTo(502);
        String link = page.body()
                .substring(page.body().indexOf("/admin/traces/", page.body().indexOf("role=\"alert\"")));
        HttpResponse<String> trace = admin.get(link.substring(0, link.indexOf('"')));
        assertThat(trace.body()).contains("output_invalid", "class=\"failed\"");
    }

    @Test
    void showsWhyAModelAnsweredAndItsSourcesAsText() {
        create();
        assertThat(publish(1)).contains("published=new");
        assertThat(remap("1", 0).statusCode()).isEqualTo(303);
        server.model.set(request -> Future.succeededFuture(ChatResponse.model(request.model())
                .content("{\"team\":\"billing\"}")
                .requestId("req_1")
                .citations(List.of(
                        Citation.of("https://example.org/a?b=1&c=2", "<b>bold</b>"),
                        Citation.of("javascript:alert(1)")))
                .build()));

        String run = Visitor.location(
                admin.post("/admin/agents/triage/run", Map.of("input", "{\"text\":\"pay\"}", "target", "production")));
        String page = admin.get("/admin/traces/" + run.substring(run.indexOf('=') + 1, run.indexOf('#')))
                .body();

        assertThat(page).contains("How a model was chosen", "named by the agent&#39;s policy", "chosen", "req_1");
        assertThat(page)
                .contains("rel=\"noopener nofollow noreferrer\" href=\"https://example.org/a?b=1&amp;c=2\"")
                .contains("&lt;b&gt;bold&lt;/b&gt;", "javascript:alert(1)")
                .doesNotContain("<b>bold</b>", "href=\"javascript");
    }

    @Test
    void showsAnIssuedKeyOnceAndEndsItsSessionsOnRevocation() {
        HttpResponse<String> issued =
                admin.post("/admin/keys", Map.of("name", "robot", "role", "viewer", "agents", "", "days", "30"));
        int at = issued.body().indexOf("ksk_");
        String key = issued.body().substring(at, issued.body().indexOf('<', at));
        Visitor robot = Visitor.with(server, key);
        assertThat(robot.get("/admin/agents").statusCode()).isEqualTo(200);
        assertThat(admin.get("/admin/keys").body()).contains("robot").doesNotContain(key);
        String id = key.substring(4, 14);
        assertThat(admin.post("/admin/keys/" + id + "/revoke", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(robot.get("/admin/agents").statusCode()).isEqualTo(303);
    }

    private void create() {
        HttpResponse<String> created = admin.post(
                "/admin/create", Map.of("name", "triage", "spec", NewAgent.SPEC, "settings", NewAgent.SETTINGS));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(303);
    }

    private String publish(int revision) {
        return Visitor.location(admin.post(
                "/admin/agents/triage/publish", Map.of("revision", Integer.toString(revision), "note", "a note")));
    }

    private void save(String spec, int revision) {
        HttpResponse<String> saved = admin.post(
                "/admin/agents/triage/draft",
                Map.of("spec", spec, "settings", "{}", "revision", Integer.toString(revision)));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
    }

    private HttpResponse<String> remap(String version, int revision) {
        return admin.post(
                "/admin/agents/triage/remap",
                Map.of(
                        "alias",
                        "production",
                        "targets",
                        version,
                        "revision",
                        Integer.toString(revision),
                        "reason",
                        "try"));
    }
}
