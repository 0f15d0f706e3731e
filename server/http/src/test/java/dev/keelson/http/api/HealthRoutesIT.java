package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthRoutesIT {
    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void livesAndIsReady() {
        assertThat(server.anonymous().get("/health/live").status()).isEqualTo(200);
        assertThat(server.anonymous().get("/health/ready").text())
                .isEqualTo("{\"status\":\"ready\",\"parts\":[{\"name\":\"store\",\"ready\":true}]}");
    }

    @Test
    void namesThePartThatIsDownButNotWhy() {
        server.storeReady.set(false);

        TestCaller.Reply reply = server.anonymous().get("/health/ready");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.text())
                .isEqualTo("{\"status\":\"not ready\",\"parts\":[{\"name\":\"store\",\"ready\":false}]}");
    }

    @Test
    void answersAHeadLikeAGetWithoutItsBody() {
        TestCaller.Reply get = server.anonymous().get("/v1/openapi.json");
        TestCaller.Reply head = server.anonymous().send("HEAD", "/v1/openapi.json", null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(server.as(Role.VIEWER).send("HEAD", "/v1/agents", null).status())
                .isEqualTo(200);
        assertThat(server.anonymous().send("HEAD", "/v1/agents", null).status()).isEqualTo(401);
    }
}
