package dev.keelson.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessResult;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompilationPagesIT {
    private static final String PAGE = "/admin/agents/triage/compilation";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

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
    void leadsFromANewAgentToItsCompilation() {
        HttpResponse<String> created = admin.post(
                "/admin/create", Map.of("name", "triage", "spec", NewAgent.SPEC, "settings", NewAgent.SETTINGS));

        assertThat(Visitor.location(created)).isEqualTo(PAGE);
        String page = until("class=\"status done\">done</span></h2>");
        assertThat(page).contains("process-read", "read sentences", "Cuts the spec into sentences", "Run again");
        assertThat(page).doesNotContain("data-live=\"/");
    }

    @Test
    void isLiveWhileItRuns() {
        server.compilations.sentences.held();
        create();
        String page = until("class=\"status done\"");

        String id = between(page, "data-live=\"" + PAGE + "/events?id=", "\"");
        server.compilations.sentences.release();
        HttpResponse<String> events = admin.get(PAGE + "/events?id=" + id);

        assertThat(events.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(events.body()).contains("event: process", "\"name\":\"sentences\"", "event: ended");
        assertThat(page).contains("data-nojs", "Cancel");
    }

    @Test
    void showsAResultTheWayPeopleReadIt() {
        server.compilations.sentences.does(
                input -> Future.succeededFuture(
                        ProcessResult.byRules(
                                "Found <b>2</b> sentences.",
                                Json.parse(
                                        "{\"count\":2,\"sentences\":[{\"id\":\"s-1\",\"ruleText\":\"<script>\"}],\"terms\":[\"a\"]}"))));
        create();
        String page = until("Found &lt;b&gt;2&lt;/b&gt; sentences.");
        String id = between(page, "name=\"id\" value=\"", "\"");

        String result =
                admin.get(PAGE + "/result?id=" + id + "&process=sentences").body();

        assertThat(result)
                .contains("<dt>count</dt><dd>2</dd>", ">rule text</th>", "<td>&lt;script&gt;</td>", "<li>a</li>");
        assertThat(result).doesNotContain("<script>");
        assertThat(admin.get(PAGE + "/result?id=" + id + "&process=nothing").statusCode())
                .isEqualTo(404);
    }

    @Test
    void runsOneProcessAgainAndCompilesAgain() {
        create();
        String page = until("class=\"status done\">done</span></h2>");
        String id = between(page, "name=\"id\" value=\"", "\"");

        HttpResponse<String> rerun = admin.post(PAGE + "/rerun", Map.of("id", id, "process", "sentences"));
        assertThat(Visitor.location(rerun)).isEqualTo(PAGE + "?id=" + id);
        assertThat(until("class=\"status done\">done</span></h2>")).contains(id);
        assertThat(server.compilations.sentences.runs()).isEqualTo(2);
        assertThat(server.compilations.read.runs()).isEqualTo(1);

        assertThat(Visitor.location(admin.post(PAGE + "/start", Map.of()))).isEqualTo(PAGE);
        assertThat(until("reused</span>")).contains("from an earlier compilation");
        HttpResponse<String> old = admin.post(PAGE + "/rerun", Map.of("id", id, "process", "sentences"));
        assertThat(old.statusCode()).isEqualTo(409);
        assertThat(old.body()).contains("there is a newer compilation");
    }

    private void create() {
        HttpResponse<String> created = admin.post(
                "/admin/create", Map.of("name", "triage", "spec", NewAgent.SPEC, "settings", NewAgent.SETTINGS));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(303);
    }

    private String until(String text) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String page = admin.get(PAGE).body();
            if (page.contains(text)) {
                return page;
            }
            assertThat(System.nanoTime()).as(page).isLessThan(end);
        }
    }

    private static String between(String page, String before, String after) {
        assertThat(page).contains(before);
        int start = page.indexOf(before) + before.length();
        return page.substring(start, page.indexOf(after, start));
    }
}
