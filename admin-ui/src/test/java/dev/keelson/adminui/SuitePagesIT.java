package dev.keelson.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import dev.keelson.core.suite.TestCase;
import dev.keelson.core.suite.TestSuite;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SuitePagesIT {
    private static final String PAGE = "/admin/agents/triage/suites";

    private DemoServer server;
    private Visitor admin;

    @BeforeEach
    void start() {
        server = DemoServer.start();
        admin = Visitor.with(server, server.key(Role.ADMIN));
        HttpResponse<String> created = admin.post(
                "/admin/create", Map.of("name", "triage", "spec", NewAgent.SPEC, "settings", NewAgent.SETTINGS));
        assertThat(created.statusCode()).isEqualTo(303);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysThatThereIsNoSuiteYet() {
        assertThat(admin.get(PAGE).body()).contains("No suite yet");
    }

    @Test
    void showsCasesAndTakesDecisionsOfThoseWhoMay() {
        store();

        assertThat(admin.get(PAGE).body()).contains(PAGE + "/generated");
        String page = admin.get(PAGE + "/generated").body();
        assertThat(page).contains("&lt;script&gt; in a name", "boundary", "r-0000000a", "proposed", "Accept", "Reject");
        assertThat(page).doesNotContain("<script> in");

        Map<String, String> decision = Map.of("revision", "1", "case", "t-00000001", "reject", "yes");
        HttpResponse<String> rejected = admin.post(PAGE + "/generated/decide", decision);
        assertThat(Visitor.location(rejected)).isEqualTo(PAGE + "/generated#t-00000001");
        assertThat(admin.get(PAGE + "/generated").body()).contains("rejected");
        assertThat(admin.post(PAGE + "/generated/decide", decision).body()).contains("the suite is at revision 2");
        Visitor reader = Visitor.with(server, server.key(Role.VIEWER));
        assertThat(reader.get(PAGE + "/generated").body())
                .contains("t-00000001")
                .doesNotContain(">Accept<");
    }

    private void store() {
        var added = new TestCase(
                "t-00000001",
                "<script> in a name",
                TestCase.Origin.GENERATED,
                TestCase.State.PROPOSED,
                Json.parse("{\"text\":\"hello\"}"),
                Json.parse("{\"team\":\"billing\"}"),
                List.of("r-0000000a"),
                "boundary",
                "");
        var unused = server.suites
                .commit(new TestSuite("triage", "generated", 1, List.of(added), Instant.EPOCH, "key"))
                .await();
    }
}
