package dev.keelson.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers, from the list to a new one and its end. */
class ProviderPagesIT {
    private static final String CANARY = "sk-canary-0815";

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
    void listsProvidersWithTheirHealthInWords() {
        assertThat(admin.get("/admin/providers").body())
                .contains("local", "not called yet", "gone", "can&#39;t be used", "no plugin brings kind gone", "file")
                .doesNotContain("file-canary");
        assertThat(admin.get("/admin/providers/gone").body())
                .contains("quota used up", "412.5 ms", "25.0 %", "rate limited 3, timeout 2", "4 of 20", "since 20")
                .contains("Change it in the configuration file")
                .doesNotContain("file-canary");
        assertThat(admin.get("/admin/providers/none").statusCode()).isEqualTo(404);
    }

    @Test
    void drawsAFormFromWhatTheKindDeclares() {
        assertThat(admin.get("/admin/create-provider").body()).contains("cloud", "from plugin cloud");
        assertThat(admin.get("/admin/create-provider?kind=cloud").body())
                .contains("Where it is.", "placeholder=\"https://api.cloud.example/v1\"")
                .contains("type=\"password\"", "name=\"setting.apiKey\"", "name=\"reference.apiKey\"")
                .contains("Whose &lt;b&gt;account&lt;/b&gt;.")
                .doesNotContain("<b>account");
        assertThat(admin.get("/admin/create-provider?kind=none").statusCode()).isEqualTo(404);
    }

    @Test
    void createsChecksEditsAndDeletesAProvider() {
        assertThat(Visitor.location(create("main", "3"))).isEqualTo("/admin/providers/main");
        assertThat(admin.get("/admin/providers/main").body())
                .contains("https://api.cloud.example:443", "Revision", "failing")
                .doesNotContain(CANARY);
        assertThat(admin.post("/admin/providers/main/check", Map.of()).body()).contains("answered", "models");
        assertThat(admin.post("/admin/providers/gone/check", Map.of()).body())
                .contains("not usable", "no plugin brings kind gone");

        HttpResponse<String> form = admin.get("/admin/providers/main/edit");
        assertThat(form.body())
                .contains("One is stored, bound to https://api.cloud.example:443. Leave empty to keep it.")
                .contains("value=\"3\"")
                .doesNotContain(CANARY);
        admin.submit("/admin/providers/main/edit", Map.of("revision", "1", "setting.size", "4"));
        assertThat(admin.get("/admin/providers/main").body())
                .contains("&quot;size&quot; : 4", "&quot;set&quot; : true");
        assertThat(admin.post("/admin/providers/main/edit", Map.of("revision", "1", "setting.size", "5"))
                        .statusCode())
                .isEqualTo(412);

        assertThat(admin.get("/admin/providers/main/delete").body()).contains("can't be undone", "value=\"2\"");
        admin.submit("/admin/providers/main/delete", Map.of("revision", "2"));
        assertThat(admin.get("/admin/providers/main").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhatIsWrongAndKeepsWhatWasTypedExceptSecrets() {
        HttpResponse<String> refused = create("main", "many");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("role=\"alert\"", "/settings/size", "value=\"many\"", "value=\"main\"")
                .doesNotContain(CANARY);
    }

    @Test
    void asksForTheSecretAgainWhenTheAddressChanges() {
        assertThat(create("main", "3").statusCode()).isEqualTo(303);

        HttpResponse<String> refused = admin.post(
                "/admin/providers/main/edit",
                Map.of("revision", "1", "setting.baseUrl", "https://elsewhere.example/v1"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("enter the secret again", "https://elsewhere.example/v1");
        admin.submit(
                "/admin/providers/main/edit",
                Map.of(
                        "revision",
                        "1",
                        "setting.baseUrl",
                        "https://elsewhere.example/v1",
                        "setting.apiKey",
                        "another"));
    }

    @Test
    void takesASecretAwayAndRefersToAConfiguredOne() {
        assertThat(create("main", "3").statusCode()).isEqualTo(303);

        admin.submit("/admin/providers/main/edit", Map.of("revision", "1", "remove.apiKey", "yes"));
        assertThat(admin.get("/admin/providers/main").body()).doesNotContain("&quot;set&quot;");
        admin.submit("/admin/providers/main/edit", Map.of("revision", "2", "reference.apiKey", "crm"));
        assertThat(admin.get("/admin/providers/main/edit").body()).contains("value=\"crm\"");
    }

    @Test
    void leavesTheConfigurationFileAlone() {
        assertThat(admin.get("/admin/providers/local/edit").statusCode()).isEqualTo(409);
        assertThat(admin.post("/admin/providers/local/delete", Map.of("revision", "0"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(admin.get("/admin/providers/local/delete").body()).doesNotContain("<button class=\"primary danger");
    }

    @Test
    void showsAViewerNoButtonsAndTakesNoForms() {
        assertThat(create("main", "3").statusCode()).isEqualTo(303);
        Visitor viewer = Visitor.with(server, server.key(Role.VIEWER));

        assertThat(viewer.get("/admin/providers").body()).contains("main").doesNotContain("Add a provider");
        assertThat(viewer.get("/admin/providers/main").body()).doesNotContain("Check now", "Delete", CANARY);
        for (String path : new String[] {"main/check", "main/edit", "main/delete"}) {
            assertThat(viewer.post("/admin/providers/" + path, Map.of("revision", "1"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(viewer.post("/admin/create-provider", Map.of("kind", "cloud"))
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "[[${7*7}]]", "__${7*7}__"})
    void showsHostileTextAsText(String hostile) {
        admin.submit(
                "/admin/create-provider", Map.of("kind", "cloud", "name", "main", "setting.organization", hostile));

        for (String page : new String[] {"main", "main/edit"}) {
            assertThat(admin.get("/admin/providers/" + page).body())
                    .doesNotContain("<script>alert", "<img src=x", ">49<", "__49__");
        }
        assertThat(admin.post("/admin/create-provider", Map.of("kind", "cloud", "name", hostile))
                        .body())
                .doesNotContain("<script>alert", "<img src=x", ">49<", "__49__");
    }

    private HttpResponse<String> create(String name, String size) {
        return admin.post(
                "/admin/create-provider",
                Map.of("kind", "cloud", "name", name, "setting.size", size, "setting.apiKey", CANARY));
    }
}
