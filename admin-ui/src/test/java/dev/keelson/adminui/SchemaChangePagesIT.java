package dev.keelson.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import dev.keelson.core.schemachange.ApprovalMode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a move that must be approved to the approval and the move, on the pages. */
class SchemaChangePagesIT {
    private static final Pattern CHANGE = Pattern.compile("/admin/schema-changes/[0-9a-f]{32}");

    private DemoServer server = DemoServer.start();
    private Visitor engineer = Visitor.with(server, server.key(Role.ENGINEER));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysWhenNothingWaitsAndHowBehaviourDiffers() {
        assertThat(engineer.get("/admin/schema-changes").body())
                .contains("No contract change is waiting", "behaviour change")
                .doesNotContain("Single-user mode");
        assertThat(engineer.get("/admin/schema-changes?state=any").body()).contains("aria-current=\"page\">All");
    }

    @Test
    void leadsFromTheRefusedMoveToTheApprovalAndTheMove() {
        publishTwoContracts();
        assertThat(engineer.get("/admin/agents/triage/remap?alias=production&targets=2")
                        .body())
                .contains("risky", "proposes the change, with your reason");
        HttpResponse<String> refused = remap();
        String path = change(refused);
        Visitor approver = Visitor.with(server, server.key(Role.APPROVER));

        HttpResponse<String> page = approver.get(path);
        submit(approver, path, "approve");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Nothing was moved");
        assertThat(page.body())
                .contains("triage@production", "/properties/urgent", "output.", "No execution of this alias")
                .contains("key of a engineer", "Approve</button>")
                .doesNotContain("disabled");
        assertThat(approver.get(path).body()).contains("approved", "looked at it");
        assertThat(engineer.get("/admin/agents/triage/remap?alias=production&targets=2")
                        .body())
                .contains("is approved: sending this form makes the move");
        assertThat(Visitor.location(remap())).isEqualTo("/admin/agents/triage#aliases");
        assertThat(engineer.get(path).body()).contains("applied");
        assertThat(engineer.get("/admin/agents/triage/history?alias=production").body())
                .contains(path);
    }

    @Test
    void tellsAnAuthorWhyItMayNotApprove() {
        publishTwoContracts();
        Visitor admin = Visitor.with(server, server.key(Role.ADMIN));
        String path = change(admin.post(
                "/admin/agents/triage/remap",
                Map.of("alias", "production", "revision", "1", "targets", "2", "reason", "mine")));

        assertThat(admin.get(path).body())
                .contains("disabled=\"disabled\"", "You can't approve:", "wrote or proposed this change");
        assertThat(decide(admin, path, "approve").statusCode()).isEqualTo(403);
        assertThat(Visitor.location(decide(admin, path, "reject"))).isEqualTo(path);
        assertThat(engineer.get(path).body()).contains("Rejected");
    }

    @Test
    void anOldLoginSignsInAgainBeforeItApproves() {
        publishTwoContracts();
        String path = change(remap());
        String key = server.key(Role.APPROVER);
        Visitor approver = Visitor.with(server, key);
        server.aheadNanos.addAndGet(Duration.ofMinutes(16).toNanos());

        assertThat(approver.get(path).body())
                .contains("your login is older than 15 minutes", "/admin/login?to=/admin/schema-changes/");
        HttpResponse<String> old = decide(approver, path, "approve");
        assertThat(old.statusCode()).isEqualTo(403);
        assertThat(old.body()).contains("sign in again to approve");

        assertThat(Visitor.location(approver.login(key, path))).isEqualTo(path);
        assertThat(Visitor.location(decide(approver, path, "approve"))).isEqualTo(path);
    }

    @Test
    void whoDecidesOnAnOldPageIsToldSo() {
        publishTwoContracts();
        String path = change(remap());
        Visitor first = Visitor.with(server, server.key(Role.APPROVER));
        Visitor second = Visitor.with(server, server.key(Role.APPROVER));
        Map<String, String> seen = decision(first, path, "approve");
        submit(second, path, "reject");

        HttpResponse<String> late = first.post(path + "/decision", seen);

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("The page you decided on was out of date", "Rejected");
    }

    @Test
    void singleUserModeIsWrittenOnEachPage() {
        server.close();
        server = DemoServer.start(ApprovalMode.SINGLE_USER);
        Visitor admin = Visitor.with(server, server.key(Role.ADMIN));
        engineer = admin;
        publishTwoContracts();
        String path = change(remap());

        assertThat(admin.get("/admin/schema-changes").body()).contains("Single-user mode");
        assertThat(admin.get(path).body()).contains("Single-user mode");
        submit(admin, path, "approve");
        assertThat(admin.get(path).body()).contains("approved by an author");
    }

    @Test
    void showsAndSetsThePolicyOfAnAlias() {
        publishTwoContracts();
        String page = "/admin/agents/triage/policy";
        Visitor admin = Visitor.with(server, server.key(Role.ADMIN));

        assertThat(engineer.get(page + "?alias=production").body())
                .contains("Nobody has set a policy", "an admin may change it");
        HttpResponse<String> unread = admin.post(page, policy("0", "owner"));
        admin.submit(page, policy("0", "owner release team"));

        assertThat(unread.statusCode()).isEqualTo(422);
        assertThat(unread.body()).contains("can&#39;t be read: owner", "2200-12-20 2201-01-04 holidays");
        assertThat(admin.get(page + "?alias=production").body())
                .contains("owner release team", "2200-12-20T00:00:00Z 2201-01-04T00:00:00Z holidays", "Revision");
        assertThat(admin.post(page, policy("0", "")).statusCode()).isEqualTo(412);
        assertThat(remap().statusCode()).isEqualTo(403);
        admin.submit(page + "/reset", Map.of("alias", "production", "revision", "1"));
        assertThat(remap().statusCode()).isEqualTo(409);
    }

    private static Map<String, String> policy(String revision, String movers) {
        return Map.of(
                "alias",
                "production",
                "revision",
                revision,
                "approval",
                "contract",
                "follow",
                "off",
                "movers",
                movers,
                "freezes",
                "2200-12-20 2201-01-04 holidays");
    }

    private void publishTwoContracts() {
        engineer.submit("/admin/create", Map.of("name", "triage", "spec", spec("")));
        engineer.submit("/admin/agents/triage/publish", Map.of("revision", "1", "note", "first"));
        engineer.submit("/admin/agents/triage/remap", Map.of("alias", "production", "targets", "1", "reason", "go"));
        engineer.submit(
                "/admin/agents/triage/draft",
                Map.of(
                        "revision",
                        "1",
                        "settings",
                        "{}",
                        "spec",
                        spec("- `urgent` (boolean): True when the customer can't work.\n")));
        engineer.submit("/admin/agents/triage/publish", Map.of("revision", "2", "note", "second"));
    }

    private HttpResponse<String> remap() {
        return engineer.post(
                "/admin/agents/triage/remap",
                Map.of("alias", "production", "revision", "1", "targets", "2", "reason", "callers need urgency"));
    }

    private static String change(HttpResponse<String> page) {
        Matcher found = CHANGE.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group();
    }

    private static void submit(Visitor visitor, String path, String decision) {
        assertThat(Visitor.location(decide(visitor, path, decision))).isEqualTo(path);
    }

    private static HttpResponse<String> decide(Visitor visitor, String path, String decision) {
        return visitor.post(path + "/decision", decision(visitor, path, decision));
    }

    private static Map<String, String> decision(Visitor visitor, String path, String decision) {
        String body = visitor.get(path).body();
        return Map.of(
                "decision",
                decision,
                "revision",
                hidden(body, "revision"),
                "digest",
                hidden(body, "digest"),
                "reason",
                "looked at it");
    }

    private static String hidden(String body, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(body);
        assertThat(field.find()).as(name).isTrue();
        return field.group(1);
    }

    private static String spec(String more) {
        return """
                # Triage

                ## Purpose
                Decide which team answers a ticket.

                ## Input
                - `text` (string): What the customer wrote.

                ## Output
                - `team` (one of billing, technical): The team that answers.
                """ + more;
    }
}
