package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginRoutesIT {
    private static final String JAR = "application/java-archive";

    private final TestServer server = TestServer.start();
    private final TestCaller admin = server.as(Role.ADMIN);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void installsReloadsAndRemovesAPlugin() {
        TestCaller.Reply installed = install("/v1/plugins?file=look-1.0.jar", "look inside", JAR);

        assertThat(installed.status()).isEqualTo(201);
        assertThat(installed.json().get("file").asText()).isEqualTo("look-1.0.jar");
        assertThat(admin.get("/v1/plugins").json().at("/items/0/state").asText())
                .isEqualTo("started");
        assertThat(admin.post("/v1/plugins/look/reload", null).status()).isEqualTo(200);
        assertThat(admin.delete("/v1/plugins/look").status()).isEqualTo(204);
        assertThat(admin.delete("/v1/plugins/look").code()).isEqualTo("plugin_not_found");
        assertThat(admin.post("/v1/plugins/look/reload", null).status()).isEqualTo(404);
    }

    @Test
    void takesAPluginThatIsLargerThanAnyOtherBodyMayBe() {
        byte[] jar = new byte[5 << 20];
        Arrays.fill(jar, (byte) 'x');

        TestCaller.Reply reply =
                admin.sendBytes("POST", "/v1/plugins?file=big.jar", jar, "Content-Type", "application/octet-stream");

        assertThat(reply.status()).isEqualTo(201);
    }

    @Test
    void refusesFileNamesThatCouldLeaveTheirDirectory() {
        for (String name : new String[] {
            "..%2Fevil.jar", "%2Fetc%2Fevil.jar", "..jar", "evil.zip", "a%5Cb.jar", "a%00.jar", ".jar", "C:evil.jar"
        }) {
            TestCaller.Reply reply = install("/v1/plugins?file=" + name, "look", JAR);

            assertThat(reply.status()).as(name).isEqualTo(400);
            assertThat(reply.text()).as(name).contains("query parameter file");
        }
        assertThat(install("/v1/plugins", "look", JAR).status()).isEqualTo(400);
    }

    @Test
    void refusesOtherContent() {
        assertThat(install("/v1/plugins?file=a.jar", "{}", "application/json").status())
                .isEqualTo(415);
    }

    private TestCaller.Reply install(String path, String jar, String type) {
        return admin.sendBytes("POST", path, jar.getBytes(StandardCharsets.US_ASCII), "Content-Type", type);
    }
}
