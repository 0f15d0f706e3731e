package dev.keelson.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundResponse;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.EOFException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole answers over raw HTTP/1.1 framing, and every way in which one can fail. */
class EgressClientIT extends EgressTestBase {
    private final EgressPolicy.Builder open = open();

    @Test
    void sendsTheRequestAsGiven() {
        RawServer server = server(RawServer.saying(RawServer.ok("fine")));

        OutboundResponse answer = answer(client(open)
                .send(OutboundRequest.post(url(server, "/v1/chat?a=b%20c"))
                        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                        .header("Authorization", "Bearer key")
                        .json("{\"ü\":1}")
                        .build()));

        assertThat(answer.text()).isEqualTo("fine");
        assertThat(server.requests()).hasSize(1);
        String request = server.requests().get(0);
        assertThat(request)
                .startsWith("POST /v1/chat?a=b%20c HTTP/1.1\r\n")
                .containsIgnoringCase("host: local.test:" + server.port() + "\r\n")
                .containsIgnoringCase("authorization: Bearer key\r\n")
                .containsIgnoringCase("traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n")
                .containsIgnoringCase("content-type: application/json\r\n")
                .containsIgnoringCase("content-length: 8\r\n")
                .endsWith(new String("{\"ü\":1}".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @Test
    void saysThatAnEmptyPostIsEmpty() {
        RawServer server = server(RawServer.saying(RawServer.ok("")));

        OutboundResponse answer =
                answer(client(open).send(OutboundRequest.post(url(server, "/")).build()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(server.requests().get(0)).containsIgnoringCase("content-length: 0\r\n");
    }

    @Test
    void completesNormallyForAnErrorStatus() {
        RawServer server =
                server(RawServer.saying("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 2\r\n\r\nno"));

        OutboundResponse answer = answer(client(open).send(get(server, "/").build()));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).contains("7");
        assertThat(answer.text()).isEqualTo("no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nTrailer: 1\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\ncontent-length: 5\r\n\r\nhello",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
            })
    void readsAFramedBody(String message) {
        RawServer server = server(RawServer.saying(message));

        assertThat(answer(client(open).send(get(server, "/").build())).text()).isEqualTo("hello");
    }

    @Test
    void readsABodyThatEndsWithTheConnection() {
        RawServer server = server(RawServer.start((request, out) -> {
            out.write(RawServer.bytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello"));
            throw new EOFException();
        }));

        assertThat(answer(client(open).send(get(server, "/").build())).text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"})
    void readsAnAnswerWithoutBody(String message) {
        RawServer server = server(RawServer.saying(message));

        assertThat(answer(client(open).send(get(server, "/").build())).body()).isEmpty();
    }

    @Test
    void readsTheAnswerToHead() {
        RawServer server = server(RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"));

        OutboundResponse answer = answer(client(open)
                .send(OutboundRequest.request("HEAD", url(server, "/")).build()));

        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("content-length")).contains("99999999");
    }

    @Test
    void keepsRepeatedHeadersInOrder() {
        RawServer server = server(RawServer.saying(
                "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX: y\r\nset-cookie: b=2\r\nContent-Length: 0\r\n\r\n"));

        OutboundResponse answer = answer(client(open).send(get(server, "/").build()));

        assertThat(answer.headers().get("set-cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void unpacksACompressedBody() {
        String text = "hello ".repeat(50_000);
        RawServer server = server(compressed(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(answer(client(open).send(get(server, "/").build())).text()).isEqualTo(text);
        assertThat(server.requests().get(0)).containsIgnoringCase("accept-encoding: gzip\r\n");
    }

    @Test
    void refusesACompressedBodyThatUnpacksToMoreThanTheLimit() {
        RawServer server = server(compressed(new byte[8 << 20]));

        assertFailure(
                client(open).send(get(server, "/").build()),
                ErrorType.MALFORMED_RESPONSE,
                "too large: local.test: answer over 1048576 bytes");
    }

    @Test
    void refusesAGzipBomb() {
        RawServer server = server(compressed(new byte[24 << 20]));
        OutboundRequest request = get(server, "/").maxResponseBytes(32 << 20).build();

        assertFailure(client(open).send(request), ErrorType.MALFORMED_RESPONSE, "too large: local.test");
    }

    @Test
    void refusesAnEncodingThatWasNotAskedFor() {
        RawServer server =
                server(RawServer.saying("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nhello"));

        assertFailure(
                client(open).send(get(server, "/").build()), ErrorType.MALFORMED_RESPONSE, "protocol: local.test");
    }

    @Test
    void refusesAnAnnouncedBodyOverTheLimitAndClosesTheConnection() {
        RawServer server = server(RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n"));

        assertFailure(
                client(open).send(get(server, "/").build()), ErrorType.MALFORMED_RESPONSE, "too large: local.test");
        await("connection closed", () -> server.open() == 0);
    }

    @Test
    void refusesAnEndlessBodyAtTheLimit() {
        RawServer server = server(RawServer.start((request, out) -> {
            out.write(RawServer.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
            while (true) {
                out.write(RawServer.bytes("400\r\n" + "x".repeat(1024) + "\r\n"));
            }
        }));

        assertFailure(
                client(open).send(get(server, "/").build()), ErrorType.MALFORMED_RESPONSE, "too large: local.test");
        await("connection closed", () -> server.open() == 0);
    }

    @Test
    void takesABodyOfExactlyTheLimit() {
        RawServer server = server(RawServer.saying(RawServer.ok("x".repeat(1000))));

        OutboundResponse answer =
                answer(client(open).send(get(server, "/").maxResponseBytes(1000).build()));

        assertThat(answer.body()).hasSize(1000);
    }

    @Test
    void givesUpOnASlowDrip() {
        RawServer server = server(RawServer.start((request, out) -> {
            out.write(RawServer.bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
            }
        }));
        EgressClient client = client(open);

        assertFailure(
                client.send(get(server, "/").timeout(Duration.ofMillis(300)).build()),
                ErrorType.TIMEOUT,
                "timeout: local.test: no answer");
        await("connection closed", () -> server.open() == 0);
        assertThat(client.underWay()).isZero();
    }

    @Test
    void givesUpOnAServerThatSaysNothing() {
        RawServer server = server(RawServer.start((request, out) -> Thread.sleep(60_000)));

        assertFailure(
                client(open)
                        .send(get(server, "/").timeout(Duration.ofMillis(200)).build()),
                ErrorType.TIMEOUT,
                "timeout: local.test");
    }

    @Test
    void cutsATimeoutToTheLongestOfThePolicy() {
        RawServer server = server(RawServer.start((request, out) -> Thread.sleep(60_000)));
        EgressClient client = client(open().times(EgressTimes.DEFAULT.withLongest(Duration.ofMillis(200))));

        assertFailure(
                client.send(get(server, "/")
                        .timeout(Duration.ofSeconds(Long.MAX_VALUE))
                        .build()),
                ErrorType.TIMEOUT,
                "timeout: local.test");
    }

    @Test
    void givesUpOnANameThatDoesNotResolveInTime() {
        EgressClient client =
                EgressClient.create(vertx, open.build(), host -> Future.fromCompletionStage(new CompletableFuture<>()));

        assertFailure(
                client.send(OutboundRequest.get(URI.create("http://slow.test/"))
                        .timeout(Duration.ofMillis(200))
                        .build()),
                ErrorType.TIMEOUT,
                "timeout: slow.test");
        assertThat(client.underWay()).isZero();
        client.close().await();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
            })
    void tellsACutConnection(String part) {
        RawServer server = server(RawServer.start((request, out) -> {
            out.write(RawServer.bytes(part));
            out.flush();
            throw new EOFException();
        }));

        assertFailure(client(open).send(get(server, "/").build()), ErrorType.UNAVAILABLE, "cut: local.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "HTTP/1.1 102 Processing\r\n\r\n"
            })
    void tellsAnAnswerThatIsNoHttp(String message) {
        RawServer server = server(RawServer.saying(message));

        assertFailure(
                client(open).send(get(server, "/").build()), ErrorType.MALFORMED_RESPONSE, "protocol: local.test");
    }

    @Test
    void refusesAHeadWithoutEnd() {
        RawServer server = server(
                RawServer.saying("HTTP/1.1 200 OK\r\nX: " + "x".repeat(64 << 10) + "\r\nContent-Length: 0\r\n\r\n"));

        assertFailure(
                client(open).send(get(server, "/").build()), ErrorType.MALFORMED_RESPONSE, "too large: local.test");
    }

    @Test
    void refusesTooManyHeaders() {
        RawServer server =
                server(RawServer.saying("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(200) + "Content-Length: 0\r\n\r\n"));

        assertFailure(
                client(open).send(get(server, "/").build()), ErrorType.MALFORMED_RESPONSE, "too large: local.test");
    }

    @Test
    void tellsARefusedConnection() throws Exception {
        RawServer server = RawServer.saying("");
        server.close();

        assertFailure(client(open).send(get(server, "/").build()), ErrorType.UNAVAILABLE, "connect: local.test");
    }

    @Test
    void tellsANameThatDoesNotResolve() {
        OutboundRequest request =
                OutboundRequest.get(URI.create("http://nowhere.test/")).build();

        assertFailure(client(open).send(request), ErrorType.UNAVAILABLE, "dns: nowhere.test");
    }

    @Test
    void tellsANameWithoutAddress() {
        resolver.answer("empty.test");
        OutboundRequest request =
                OutboundRequest.get(URI.create("http://empty.test/")).build();

        assertFailure(client(open).send(request), ErrorType.UNAVAILABLE, "dns: empty.test");
    }

    @Test
    void refusesARequestHeaderWithoutSendingAnything() {
        RawServer server = server(RawServer.saying(RawServer.ok("")));
        OutboundRequest request =
                get(server, "/").header("Metadata-Flavor", "Google").build();

        assertFailure(client(open).send(request), ErrorType.BLOCKED, "blocked: local.test: request header");
        assertThat(server.connections()).isZero();
    }

    @Test
    void refusesARequestBodyOverTheLimit() {
        RawServer server = server(RawServer.saying(RawServer.ok("")));
        EgressClient client = client(open().sizes(new EgressSizes(10, 1000, 100, 1000, 10)));

        assertFailure(
                client.send(OutboundRequest.post(url(server, "/"))
                        .body(new byte[11])
                        .build()),
                ErrorType.BLOCKED,
                "blocked: local.test: request body");
    }

    @Test
    void usesOneConnectionForSequentialCalls() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        EgressClient client = client(open);

        CompletableFuture<OutboundResponse> last =
                client.send(get(server, "/").build()).toCompletableFuture();
        for (int i = 0; i < 50; i++) {
            // Called from within the completion: the tightest sequence there is.
            last = last.thenCompose(answer -> client.send(get(server, "/").build()));
        }

        assertThat(answer(last).status()).isEqualTo(200);
        assertThat(server.requests()).hasSize(51);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(client.underWay()).isZero();
    }

    @Test
    void doesNotReuseAConnectionThatTheServerIsClosing() {
        RawServer server = server(RawServer.start((request, out) -> {
            out.write(RawServer.bytes("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"));
            out.flush();
            throw new EOFException();
        }));
        EgressClient client = client(open);

        for (int i = 0; i < 5; i++) {
            assertThat(answer(client.send(get(server, "/").build())).text()).isEqualTo("x");
        }
        assertThat(server.connections()).isEqualTo(5);
    }

    @Test
    void completesOnTheContextOfTheCaller() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        EgressClient client = client(open);
        Context context = vertx.getOrCreateContext();
        var seen = new CompletableFuture<Context>();

        context.runOnContext(ignored -> client.send(get(server, "/").build())
                .whenComplete((answer, failure) -> seen.complete(Vertx.currentContext())));

        assertThat(wait(seen)).isSameAs(context);
    }

    @Test
    void servesBlockingCodeThatWaitsForTheAnswer() {
        RawServer server = server(RawServer.saying(RawServer.ok("x")));
        EgressClient client = client(open);

        String text = vertx.executeBlocking(
                        () -> answer(client.send(get(server, "/").build())).text())
                .await();

        assertThat(text).isEqualTo("x");
    }

    private static RawServer compressed(byte[] body) {
        byte[] packed = Bytes.gzip(body);
        return RawServer.start((request, out) -> {
            out.write(RawServer.bytes(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n"));
            out.write(packed);
        });
    }
}
