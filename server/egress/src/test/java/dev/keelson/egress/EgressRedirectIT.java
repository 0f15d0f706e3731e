package dev.keelson.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.http.OutboundRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each hop of a redirect is checked like a first request. */
class EgressRedirectIT extends EgressTestBase {

    @Test
    void returnsARedirectWhenTheCallerFollowsNone() {
        RawServer server = server(redirectingTo("/next"));

        assertThat(answer(client(open()).send(get(server, "/").build())).status())
                .isEqualTo(302);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void returnsARedirectWhenThePolicyFollowsNone() {
        RawServer server = server(redirectingTo("/next"));

        assertThat(answer(client(open().maxRedirects(0))
                                .send(get(server, "/").maxRedirects(3).build()))
                        .status())
                .isEqualTo(302);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void followsARedirectAndKeepsCredentialsWithinTheOrigin() {
        RawServer server = server(RawServer.start((request, out) ->
                out.write(RawServer.bytes(request.startsWith("GET /end ") ? RawServer.ok("end") : redirect("/end")))));
        EgressClient client = client(open());

        assertThat(answer(client.send(get(server, "/")
                                .header("Authorization", "Bearer key")
                                .maxRedirects(1)
                                .build()))
                        .text())
                .isEqualTo("end");
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1)).containsIgnoringCase("authorization: Bearer key");
        assertThat(client.underWay()).isZero();
    }

    @Test
    void dropsCredentialsAtAnotherOrigin() {
        RawServer other = server(RawServer.saying(RawServer.ok("end")));
        RawServer server = server(redirectingTo(url(other, "/end").toString()));

        OutboundRequest request = get(server, "/")
                .header("Authorization", "Bearer key")
                .header("Cookie", "a=b")
                .header("X-Api-Key", "key")
                .header("X-Signature", "sig")
                .header("Accept", "text/plain")
                .maxRedirects(1)
                .build();

        assertThat(answer(client(open()).send(request)).text()).isEqualTo("end");
        assertThat(other.requests().get(0))
                .containsIgnoringCase("accept: text/plain")
                .doesNotContainIgnoringCase("authorization")
                .doesNotContainIgnoringCase("cookie")
                .doesNotContainIgnoringCase("x-api-key")
                .doesNotContainIgnoringCase("x-signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:PORT/",
                "http://localhost:PORT/",
                "http://2130706433:PORT/",
                "http://[::1]:PORT/",
                "http://169.254.169.254/latest/meta-data/",
                "http://private.test:PORT/",
                "http://user@local.test:PORT/",
                "//127.0.0.2:PORT/",
                "file:///etc/passwd",
                "http://local.test:PORT/#fragment",
                "http://["
            })
    void refusesARedirectToAForbiddenTarget(String location) {
        RawServer secret = server(RawServer.saying(RawServer.ok("secret")));
        resolver.answer("private.test", "127.0.0.2");
        RawServer server = server(redirectingTo(location.replace("PORT", String.valueOf(secret.port()))));
        EgressClient client = client(open().allow("local.test:" + server.port()));

        assertFailure(
                client.send(get(server, "/").maxRedirects(3).build()), ErrorType.BLOCKED, "blocked: local.test: ");
        assertThat(secret.connections()).isZero();
        assertThat(client.underWay()).isZero();
    }

    @Test
    void followsAtMostThreeHops() {
        RawServer server = server(redirectingTo("/again"));

        assertThat(answer(client(open()).send(get(server, "/").maxRedirects(99).build()))
                        .status())
                .isEqualTo(302);
        assertThat(server.requests()).hasSize(4);
    }

    private static RawServer redirectingTo(String location) {
        return RawServer.saying(redirect(location));
    }

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }
}
