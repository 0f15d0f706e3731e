package dev.keelson.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.keelson.adminui.DemoServer;
import dev.keelson.core.access.Role;
import dev.keelson.core.provider.ScriptedModelClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Walks through the pages in light, dark and on a phone, and one journey by keyboard alone. */
class PagesBrowserIT {
    private static final String AXE = axe();
    private static final String AXE_RUN =
            "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))";

    private static @Nullable Chromium started;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void startBrowser() {
        Optional<Path> executable = Chromium.installed();
        Assumptions.assumeTrue(executable.isPresent(), "no Chromium here: set CHROMIUM to its path");
        started = Chromium.start(executable.orElseThrow());
    }

    @AfterAll
    static void stopBrowser() {
        if (started != null) {
            started.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void everyPageFitsIsQuietAndAccessible(Look look) {
        try (DemoServer server = DemoServer.start();
                BrowserContext context = look.open(chromium().browser())) {
            Page page = open(context, server);
            page.navigate(server.address() + "/admin");
            inspect(page, look, "login");
            login(page, server);
            inspect(page, look, "agents-empty");
            page.navigate(server.address() + "/admin/create");
            inspect(page, look, "create");
            createWithAnErrorFirst(page, look);
            publish(page, "first version");
            inspect(page, look, "version");
            page.click("text=Point an alias here");
            inspect(page, look, "remap");
            page.click("text=Set alias");
            run(page, server);
            inspect(page, look, "run");
            page.click("text=Open the trace");
            inspect(page, look, "trace");
            failOnce(page, server);
            inspect(page, look, "trace-failed");
            page.navigate(server.address() + "/admin/agents/triage/draft");
            page.fill("#spec", page.inputValue("#spec").replace("payment", "money and payment"));
            inspect(page, look, "draft");
            page.click("text=Save and publish");
            inspect(page, look, "publish");
            page.click("main button:text('Publish')");
            page.navigate(server.address() + "/admin/agents/triage/compare?from=1&to=2");
            inspect(page, look, "compare");
            page.navigate(server.address() + "/admin/agents/triage/remap?alias=production&targets=2");
            page.fill("#reason", "answers better");
            page.click("text=Remap alias");
            inspect(page, look, "agent");
            page.click("a:text('Roll back')");
            inspect(page, look, "rollback");
            page.click("button:text('Roll back')");
            assertThat(page.textContent("#aliases tbody b")).isEqualTo("v1");
            for (String path : List.of(
                    "agents",
                    "traces",
                    "plugins",
                    "keys",
                    "schema-changes",
                    "audit",
                    "webhooks",
                    "create-webhook",
                    "usage",
                    "providers",
                    "agents/triage/suites",
                    "agents/triage/contract",
                    "agents/triage/versions",
                    "agents/triage/history?alias=production",
                    "agents/nobody")) {
                page.navigate(server.address() + "/admin/" + path);
                inspect(page, look, path.replaceAll("\\W", "-"));
            }
            assertThat(complaints)
                    .filteredOn(text -> !text.contains("status of 4") && !text.contains("status of 5"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void aSchemaChangeFitsIsQuietAndAccessible(Look look) {
        try (DemoServer server = DemoServer.start();
                BrowserContext author = look.open(chromium().browser());
                BrowserContext approver = look.open(chromium().browser())) {
            Page page = open(author, server);
            page.navigate(server.address() + "/admin");
            login(page, server);
            serveTheFirstOfTwoContracts(page, server);
            page.navigate(server.address() + "/admin/agents/triage/policy?alias=production");
            inspect(page, look, "alias-policy");
            page.navigate(server.address() + "/admin/agents/triage/remap?alias=production&targets=2");
            inspect(page, look, "remap-needs-approval");
            page.fill("#reason", "sales asks for its own queue");
            page.click("text=Remap alias");
            inspect(page, look, "remap-refused");
            page.click("text=See the schema change");
            inspect(page, look, "schema-change-own");
            assertThat(page.isDisabled("button:text('Approve')")).isTrue();
            String change = page.url();
            page.navigate(server.address() + "/admin/schema-changes");
            inspect(page, look, "schema-changes-open");

            approve(open(approver, server), change, server.key(Role.APPROVER), look);
            page.navigate(change);
            page.click("text=Move the alias now");
            page.click("text=Remap alias");
            assertThat(page.textContent("#aliases tbody b")).isEqualTo("v2");
            assertThat(complaints)
                    .filteredOn(text -> !text.contains("status of 4"))
                    .isEmpty();
        }
    }

    private static void serveTheFirstOfTwoContracts(Page page, DemoServer server) {
        page.navigate(server.address() + "/admin/create");
        page.fill("#name", "triage");
        page.click("main button:text('Create agent')");
        page.waitForURL("**/admin/agents/triage/*");
        page.waitForSelector("h2 .status.done");
        page.click("nav[aria-label=Agent] a:text('Overview')");
        page.waitForURL("**/admin/agents/triage");
        publish(page, "first version");
        page.click("text=Point an alias here");
        page.click("text=Set alias");
        page.navigate(server.address() + "/admin/agents/triage/draft");
        page.fill("#spec", page.inputValue("#spec").replace("billing, technical", "billing, technical, sales"));
        page.click("text=Save and publish");
        page.waitForURL(url -> !url.endsWith("/draft"));
        page.navigate(server.address() + "/admin/agents/triage/publish");
        page.click("main button:text('Publish')");
        page.waitForURL("**/versions/2*");
    }

    private static void approve(Page page, String change, String key, Look look) {
        page.navigate(change);
        page.fill("#key", key);
        page.click("main button");
        page.waitForURL("**/admin/schema-changes/*");
        inspect(page, look, "schema-change-to-decide");
        page.fill("#reason", "all of them handle it");
        page.click("button:text('Approve')");
        page.waitForSelector("text=Approving moved nothing");
        inspect(page, look, "schema-change-approved");
    }

    @Test
    void publishesByKeyboardAlone() {
        try (DemoServer server = DemoServer.start();
                BrowserContext context = Look.LIGHT.open(chromium().browser())) {
            Page page = open(context, server);
            page.navigate(server.address() + "/admin/create");
            page.keyboard().type(server.key(Role.ADMIN));
            page.keyboard().press("Enter");
            page.waitForURL("**/admin/create");
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Skip to content");
            page.keyboard().press("Enter");
            tabTo(page, "#name");
            page.keyboard().type("triage");
            page.keyboard().press("Enter");
            page.waitForURL("**/admin/agents/triage/*");
            page.waitForSelector("h2 .status.done");
            tabTo(page, "nav[aria-label=Agent] a[href$='/admin/agents/triage']");
            page.keyboard().press("Enter");
            page.waitForURL("**/admin/agents/triage");
            tabTo(page, "a[href$='/publish']");
            page.keyboard().press("Enter");
            page.waitForURL("**/publish");
            tabTo(page, "#note");
            page.keyboard().type("by keyboard");
            page.keyboard().press("Enter");
            page.waitForURL("**/versions/1*");
            assertThat(page.textContent("main")).contains("by keyboard");
            assertThat(complaints).isEmpty();
        }
    }

    private Page open(BrowserContext context, DemoServer server) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(server.address()) && !request.url().startsWith("data:")) {
                complaints.add("request to " + request.url());
            }
        });
        return page;
    }

    private static void login(Page page, DemoServer server) {
        page.fill("#key", server.key(Role.ADMIN));
        page.click("main button");
        page.waitForURL("**/admin/agents");
    }

    private void createWithAnErrorFirst(Page page, Look look) {
        String good = page.inputValue("#spec");
        page.fill("#name", "triage");
        page.fill("#spec", good.replace("(string, max 2000)", "(strin)"));
        page.click("main button:text('Create agent')");
        assertThat(page.textContent("[role=alert]")).contains("line 7");
        inspect(page, look, "create-refused");
        page.fill("#spec", good);
        page.click("main button:text('Create agent')");
        page.waitForURL("**/admin/agents/triage/*");
        page.waitForSelector("h2 .status.done");
        inspect(page, look, "agent-compiled");
        page.click("nav[aria-label=Agent] a:text('Overview')");
        page.waitForURL("**/admin/agents/triage");
        inspect(page, look, "agent-new");
    }

    private static void publish(Page page, String note) {
        page.click("text=Publish draft");
        page.fill("#note", note);
        page.click("main button:text('Publish')");
        page.waitForURL("**/versions/1*");
    }

    private static void run(Page page, DemoServer server) {
        page.navigate(server.address() + "/admin/agents/triage/run");
        page.click("main button:text('Run')");
        page.waitForURL("**/run?trace=*");
    }

    private static void failOnce(Page page, DemoServer server) {
        server.model.set(ScriptedModelClient.says("this is no JSON"));
        page.navigate(server.address() + "/admin/agents/triage/run");
        page.click("main button:text('Run')");
        page.click("text=Trace of this execution");
        page.waitForURL("**/admin/traces/*");
        page.keyboard().press("n");
        assertThat(page.evaluate("document.activeElement.tagName")).isEqualTo("SUMMARY");
    }

    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate("s => document.activeElement.matches(s)", selector))) {
                return;
            }
        }
        throw new AssertionError("not reached by keyboard: " + selector);
    }

    private static void inspect(Page page, Look look, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screens", look.id(), name + ".png")));
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s on %s fits without sideways scrolling", name, look)
                .isEqualTo(true);
        page.evaluate(AXE);
        assertThat((List<?>) page.evaluate(AXE_RUN)).as("%s on %s", name, look).isEmpty();
    }

    private static Chromium chromium() {
        return Objects.requireNonNull(started, "started");
    }

    private static String axe() {
        try (InputStream in = PagesBrowserIT.class.getResourceAsStream("/axe/axe.min.js")) {
            return new String(Objects.requireNonNull(in, "axe").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
