package dev.keelson.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.access.Role;
import dev.keelson.http.api.TestCaller;
import dev.keelson.http.api.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong in form, size or pace, on raw sockets where an HTTP library would not send them. */
class HostileRequestIT {
    private static final String RUN = "/v1/agents/triage/run";
    private static final TestServer SERVER =
            TestServer.start(HttpConfig.defaults().withDeadlines(shortDeadlines()));
    private static final TestCaller CALLER = SERVER.as(Role.CALLER);
    private static final String KEY = SERVER.key(Role.CALLER);

    @BeforeAll
    static void echo() {
        SERVER.execution.echoes();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static HttpConfig.Deadlines shortDeadlines() {
        HttpConfig.Deadlines usual = HttpConfig.Deadlines.DEFAULT;
        return new HttpConfig.Deadlines(
                Duration.ofMillis(500),
                usual.upload(),
                Duration.ofMillis(600),
                Duration.ofMillis(800),
                usual.idle(),
                usual.heartbeat(),
                usual.stall());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":1}}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"a\":1,}",
                "tru",
                "{\"a\":\"\u0001\"}"
            })
    void refusesMalformedJson(String body) {
        TestCaller.Reply reply = CALLER.post(RUN, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("malformed_json");
    }

    @Test
    void refusesJsonThatIsNotUtf8() {
        byte[] latin1 = "{\"a\":\"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);

        TestCaller.Reply reply = CALLER.sendBytes("POST", RUN, latin1);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("malformed_json");
    }

    @Test
    void refusesDeepJsonAndHugeNumbersQuickly() {
        long start = System.nanoTime();
        List<String> bodies = List.of(
                "[".repeat(10_000) + "]".repeat(10_000),
                "{\"a\":".repeat(65) + "1" + "}".repeat(65),
                "9".repeat(100_000));

        for (String body : bodies) {
            assertThat(CALLER.post(RUN, body).code()).isEqualTo("malformed_json");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void takesJsonAtTheEdgeOfWhatIsAllowed() {
        assertThat(CALLER.post(RUN, "[".repeat(64) + "]".repeat(64)).status()).isEqualTo(200);
        assertThat(CALLER.post(RUN, "\"" + "x".repeat((1 << 20) - 2) + "\"").status())
                .isEqualTo(200);
    }

    @Test
    void refusesALargeBodyByItsHead() {
        byte[] body = new byte[10 << 20];
        Arrays.fill(body, (byte) ' ');

        TestCaller.Reply reply = CALLER.sendBytes("POST", RUN, body);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("body_too_large");
        assertThat(reply.text()).contains("8388608 bytes");
    }

    @Test
    void refusesALargeBodyBeforeItIsSent() {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send(head("Content-Type: application/json", "Content-Length: 999999999"));

            assertThat(client.answer()).startsWith("HTTP/1.1 413 ");
            assertThat(client.closesWithin(Duration.ofSeconds(4))).isTrue();
        }
    }

    @Test
    void refusesALargeBodyWhileItIsSentInChunks() {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send(head("Content-Type: application/json", "Transfer-Encoding: chunked"));
            String chunk = "40000\r\n" + " ".repeat(0x40000) + "\r\n";
            for (int i = 0; i < 33; i++) {
                client.send(chunk);
            }

            assertThat(client.answer()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void keepsTheConnectionAfterARefusedBodyThatIsSentToItsEnd() {
        try (RawClient client = new RawClient(SERVER.port())) {
            int length = 9 << 20;
            client.send(head("Content-Type: application/json", "Content-Length: " + length));
            client.send(new byte[length]);
            String refused = client.answer();
            client.send(head("Content-Type: application/json", "Content-Length: 2") + "{}");

            assertThat(refused).startsWith("HTTP/1.1 413 ");
            assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void readsABodyThatComesByteByByte() {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send(head("Content-Type: application/json", "Transfer-Encoding: chunked"));
            for (char each : "{\"a\":1}".toCharArray()) {
                client.send("1\r\n" + each + "\r\n");
            }
            client.send("0\r\n\r\n");

            assertThat(client.answer()).endsWith("{\"a\":1}");
        }
    }

    @Test
    void givesUpOnASlowBody() {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send(head("Content-Type: application/json", "Content-Length: 10") + "{\"a\"");

            assertThat(client.answer()).startsWith("HTTP/1.1 408 ").contains("\"code\":\"body_too_slow\"");
            assertThat(client.closesWithin(Duration.ofSeconds(4))).isTrue();
        }
    }

    @Test
    void closesAConnectionThatSendsNoWholeHead() {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send("POST " + RUN + " HTTP/1.1\r\nHost: x\r\n");

            assertThat(client.closesWithin(Duration.ofSeconds(3))).isTrue();
        }
    }

    @Test
    void closesAConnectionThatSendsNoSecondRequest() {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 200 ");

            assertThat(client.closesWithin(Duration.ofSeconds(3))).isTrue();
        }
    }

    @Test
    void doesNotReadTheBodyOfACallerThatItDoesNotKnow() {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send("POST " + RUN
                    + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n");

            assertThat(client.answer()).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void continuesOnlyForACallerThatMayGoOn() {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send(head("Content-Type: application/json", "Content-Length: 2", "Expect: 100-continue"));
            assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            client.send("{}");
            assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
        }
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send(head("Content-Type: text/plain", "Content-Length: 2", "Expect: 100-continue"));
            assertThat(client.answer()).startsWith("HTTP/1.1 415 ");
            assertThat(client.closesWithin(Duration.ofSeconds(1))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json; charset=latin1",
                "application/jsonx",
                "text/json"
            })
    void namesTheContentTypesThatItTakes(String type) {
        TestCaller.Reply reply = CALLER.post(RUN, "{}", "Content-Type", type);

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.text()).contains("accepted: application/json");
    }

    @Test
    void takesJsonWithItsCharset() {
        assertThat(CALLER.post(RUN, "{}", "Content-Type", "Application/JSON; charset=\"UTF-8\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesACompressedBody() {
        TestCaller.Reply reply = CALLER.post(RUN, "{}", "Content-Encoding", "gzip");

        assertThat(reply.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Content-Length: -1",
                "Content-Length: 2x",
                "Transfer-Encoding: chunked, identity"
            })
    void refusesAmbiguousFraming(String headers) {
        try (RawClient client = new RawClient(SERVER.port())) {
            int asked = SERVER.execution.asked().size();
            client.send(head("Content-Type: application/json", headers) + "{}");
            String answer = client.answer();

            assertThat(answer).matches("(?s)(HTTP/1.1 (400|408|501) .*)?");
            assertThat(SERVER.execution.asked()).hasSize(asked);
            assertThat(client.closesWithin(Duration.ofSeconds(4))).isTrue();
        }
    }

    @Test
    void tellsThatAHeadIsTooLong() {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send("GET /health/live HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n");

            assertThat(client.answer()).startsWith("HTTP/1.1 400 ").contains("malformed_request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: a\r\nHost: b", "Host: a b", "Host: a/b"})
    void refusesAWrongHost(String hosts) {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send("GET /v1/me HTTP/1.1\r\n" + hosts + "\r\nAuthorization: Bearer " + KEY + "\r\n\r\n");

            assertThat(client.answer()).startsWith("HTTP/1.1 400 ").contains("malformed_request");
        }
    }

    @Test
    void asksForAKeyWhateverHostTheRequestLineNames() {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send("GET http://evil.example/v1/me HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.answer()).startsWith("HTTP/1.1 401 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/V1/keys",
                "/v1;a=b/keys",
                "/v1/keys;a=b",
                "/v1%2fkeys",
                "/x/..%2fv1/keys",
                "//v1/keys",
                "/v1//keys",
                "/x/../v1/keys",
                "/v1/./keys",
                "/%761/keys",
                "/v1/keys/../keys",
                "/v1/keys%00",
                "/v1/%6beys",
                "/health/live/../../v1/keys",
                "/v1/openapi.json/../keys",
                "\\v1\\keys",
                "/v1/keys/"
            })
    void reachesNoHandlerByAnOddPath(String path) {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.answer()).matches("(?s)HTTP/1.1 (400|401|404) .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"//v1/me", "/v1//me", "/x/../v1/me", "/v1/./me", "/%761/me", "/v1/m%65"})
    void servesNoPathThatAProxyCouldReadInAnotherWay(String path) {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + KEY + "\r\n\r\n");

            assertThat(client.answer()).startsWith("HTTP/1.1 404 ").contains("not in its normal form");
        }
    }

    @Test
    void answersAnUnknownPathWithAProblem() {
        TestCaller.Reply reply = CALLER.get("/v2/agents");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("route_not_found");
        assertThat(reply.header("Keelson-Request-Id")).isNotEmpty();
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void namesTheMethodsOfAPath() {
        TestCaller.Reply reply = CALLER.send("PATCH", "/v1/agents/triage/aliases/production", null);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.code()).isEqualTo("method_not_allowed");
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, PUT");
    }

    @Test
    void survivesABadEscapeInThePath() {
        try (RawClient client = new RawClient(SERVER.port())) {
            client.send("GET /v1/traces/%zz HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + KEY + "\r\n\r\n");

            assertThat(client.answer()).matches("(?s)HTTP/1.1 40[034] .*requestId.*");
        }
    }

    @Test
    void stillServesAfterAllThat() {
        assertThat(CALLER.post(RUN, "{}").status()).isEqualTo(200);
    }

    private static String head(String... headers) {
        return "POST " + RUN + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + KEY + "\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
    }
}
