package dev.keelson.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import dev.keelson.core.webhook.Webhook;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks, from the form to the delivery log. */
class WebhookPagesIT {
    private static final Map<String, String> NEW = Map.of(
            "revision", "0",
            "url", "https://hooks.example.com/in?x=1&y=2",
            "description", "To <i>the</i> team",
            "event.version.published", "yes",
            "event.execution.failure-rate", "yes",
            "agents", "triage, refunds",
            "threshold", "12.5",
            "minExecutions", "30",
            "windowMinutes", "10");

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
    void showsASecretOnceAndTheWebhookInTheList() {
        String secretPage = create();

        assertThat(secretPage).contains("only time", "whsec_");
        assertThat(admin.get("/admin/webhooks").body())
                .contains("active", "version.published", "refunds", "aria-current=\"page\"")
                .doesNotContain("whsec_", "<i>the");
        assertThat(admin.get(path()).body())
                .contains("12.5 % of at least 30 executions within 10 minutes", "None in the last 30 days")
                .doesNotContain("whsec_");
    }

    @Test
    void testsRotatesDisablesAndDeletes() {
        assertThat(create()).contains("whsec_");
        admin.submit(path() + "/test", Map.of());
        String log = admin.get(path()).body();
        assertThat(log).contains("webhook.test", "pending", "Send again");
        String delivery = server.webhooks
                .deliveries
                .webhooksWithDue(Instant.now().plusSeconds(60))
                .compose(ids ->
                        server.webhooks.deliveries.due(ids.get(0), Instant.now().plusSeconds(60), 1))
                .await()
                .get(0)
                .id();
        admin.submit(path() + "/deliveries/" + delivery + "/resend", Map.of());

        assertThat(admin.post(path() + "/rotate", Map.of("revision", "1", "hours", "2"))
                        .body())
                .contains("whsec_");
        assertThat(admin.get(path()).body()).contains("signs until");
        admin.submit(path() + "/state", Map.of("revision", "2", "state", "disabled"));
        assertThat(admin.get(path()).body())
                .contains("Nothing is sent", "Enable")
                .doesNotContain("Send again");
        assertThat(admin.post(path() + "/state", Map.of("revision", "2", "state", "active"))
                        .statusCode())
                .isEqualTo(412);
        admin.submit(path() + "/delete", Map.of("revision", "3"));
        assertThat(admin.get("/admin/webhooks").body()).contains("Nobody is told of anything yet");
    }

    @Test
    void keepsWhatWasTypedWhenItIsRefused() {
        assertThat(create()).contains("whsec_");
        HttpResponse<String> moved = admin.post(
                path() + "/edit",
                Map.of(
                        "revision", "1",
                        "url", "https://evil.example.com/",
                        "event.alias.remapped", "yes",
                        "threshold", "20",
                        "minExecutions", "20",
                        "windowMinutes", "5"));

        assertThat(moved.statusCode()).isEqualTo(422);
        assertThat(moved.body())
                .contains("role=\"alert\"", "value=\"https://evil.example.com/\"", "secret belongs to one");
    }

    @Test
    void isThereForThoseWhoMayOnly() {
        Visitor viewer = Visitor.with(server, server.key(Role.VIEWER));

        assertThat(viewer.get("/admin/agents").body()).doesNotContain("/admin/webhooks");
        assertThat(viewer.get("/admin/webhooks").statusCode()).isEqualTo(403);
    }

    private String create() {
        HttpResponse<String> created = admin.post("/admin/create-webhook", NEW);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        return created.body();
    }

    private String path() {
        Webhook first = server.webhooks.webhooks.list().await().get(0);
        return "/admin/webhooks/" + first.id();
    }
}
