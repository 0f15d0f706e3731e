package dev.keelson.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.http.OutboundRequest;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A connection counts as secure only for the name that was asked for and a certificate that is trusted. */
class EgressTlsIT extends EgressTestBase {
    private final SelfSignedCertificate certificate = SelfSignedCertificate.create("secure.test");
    private final CopyOnWriteArrayList<String> names = new CopyOnWriteArrayList<>();
    private final HttpServer server = vertx.createHttpServer(
            new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate.keyCertOptions()));

    @BeforeAll
    void listen() {
        resolver.answer("secure.test", "127.0.0.1");
        resolver.answer("other.test", "127.0.0.1");
        server.requestHandler(request -> {
                    names.add(request.connection().indicatedServerName() + " " + request.getHeader("Host"));
                    request.response().end("x");
                })
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterAll
    void forget() {
        certificate.delete();
    }

    @Test
    void sendsTheNameThatWasAskedForAndChecksIt() {
        EgressClient client = client(open().trust(certificate.trustOptions()));

        assertThat(answer(client.send(request("secure.test"))).text()).isEqualTo("x");
        assertThat(names).containsExactly("secure.test secure.test:" + server.actualPort());
    }

    @Test
    void refusesACertificateForAnotherName() {
        EgressClient client = client(open().trust(certificate.trustOptions()));

        assertFailure(client.send(request("other.test")), ErrorType.UNAVAILABLE, "tls: other.test");
    }

    @Test
    void refusesACertificateThatNobodyTrusted() {
        assertFailure(client(open()).send(request("secure.test")), ErrorType.UNAVAILABLE, "tls: secure.test");
    }

    @Test
    void tellsAServerThatSpeaksNoTls() {
        NetServer plain = listening(socket -> socket.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));

        assertFailure(client(open()).send(request(plain)), ErrorType.UNAVAILABLE, "tls: secure.test");
        plain.close().await();
    }

    @Test
    void givesUpOnAHandshakeThatDoesNotGoOn() {
        NetServer silent = listening(NetSocket::pause);
        EgressClient client = client(open().times(EgressTimes.DEFAULT.withConnect(Duration.ofMillis(200))));

        assertFailure(client.send(request(silent)), ErrorType.UNAVAILABLE, "tls: secure.test");
        silent.close().await();
    }

    @Test
    void refusesARedirectFromHttpsToHttp() {
        HttpServer downgrading = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()))
                .requestHandler(request -> request.response()
                        .setStatusCode(301)
                        .putHeader("Location", "http://secure.test:" + server.actualPort() + "/")
                        .end());
        downgrading.listen(0, "127.0.0.1").await();
        EgressClient client = client(open().trust(certificate.trustOptions()));

        assertFailure(
                client.send(OutboundRequest.get(URI.create("https://secure.test:" + downgrading.actualPort() + "/"))
                        .maxRedirects(1)
                        .build()),
                ErrorType.BLOCKED,
                "blocked: secure.test: redirect");
        downgrading.close().await();
    }

    private NetServer listening(Handler<NetSocket> handler) {
        return vertx.createNetServer()
                .connectHandler(handler)
                .listen(0, "127.0.0.1")
                .await();
    }

    private static OutboundRequest request(NetServer server) {
        return OutboundRequest.get(URI.create("https://secure.test:" + server.actualPort() + "/"))
                .build();
    }

    private OutboundRequest request(String host) {
        return OutboundRequest.get(URI.create("https://" + host + ":" + server.actualPort() + "/"))
                .build();
    }
}
