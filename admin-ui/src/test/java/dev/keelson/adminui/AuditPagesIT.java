package dev.keelson.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people come for who have to know who changed what. */
class AuditPagesIT {
    private DemoServer server;
    private Visitor admin;

    @BeforeEach
    void start() {
        server = DemoServer.start();
        admin = Visitor.with(server, server.key(Role.ADMIN));
        admin.submit("/admin/create", Map.of("name", "triage", "spec", NewAgent.SPEC, "settings", "{}"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsWhoDidWhatAndFilters() {
        assertThat(admin.get("/admin/audit").body())
                .contains("agent.create", "key.issue", "agents/triage", "draft revision 1", "done", "intent")
                .contains("aria-current=\"page\">Audit");

        String filtered = admin.get("/admin/audit?action=agent.create").body();

        assertThat(filtered).contains("agent.create", "value=\"agent.create\"").doesNotContain("key.issue");
        assertThat(admin.get("/admin/audit?target=nothing").body()).contains("No entries");
    }

    @Test
    void checksTheChain() {
        assertThat(admin.post("/admin/audit/verify", Map.of("from", "1")).body())
                .contains("in order", "are as they were written");

        server.auditEntries.remove(1);

        assertThat(admin.post("/admin/audit/verify", Map.of("from", "1")).body())
                .contains("not in order", "missing");
    }

    @Test
    void isForThoseWhoMayReadIt() {
        Visitor engineer = Visitor.with(server, server.key(Role.ENGINEER));

        assertThat(engineer.get("/admin/audit").statusCode()).isEqualTo(403);
        assertThat(engineer.get("/admin/agents").body()).doesNotContain("/admin/audit");
    }
}
