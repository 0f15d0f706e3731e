package dev.keelson.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundHttp;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundResponse;
import dev.keelson.plugin.api.http.OutboundStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link OutboundHttp} must do when the address is allowed: the host's, and the one of the test context. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class OutboundHttpContractTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** The server that is called. */
    protected final StubHttpServer upstream = StubHttpServer.start();

    /** A client that may connect to loopback. */
    protected abstract OutboundHttp http();

    @AfterEach
    void closeUpstream() {
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 400, 404, 429, 500, 503})
    void handsOnEveryStatus(int status) {
        upstream.enqueue(StubAnswer.of(status, "text/plain", "", "X-Mark: one", "X-Mark: two"));

        OutboundResponse response = Stages.value(http().send(get("/a?b=%2F").build()));

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers().get("x-mark")).containsExactly("one", "two");
        assertThat(upstream.lastRequest().target()).isEqualTo("/a?b=%2F");
    }

    @Test
    void sendsHeadersAndBody() {
        upstream.enqueue(StubAnswer.json(200, "{\"é\":1}"));

        OutboundResponse response = Stages.value(http().send(OutboundRequest.post(upstream.uri("/x"))
                .header("X-Key", "k")
                .json("{\"ü\":2}")
                .build()));

        assertThat(response.text()).isEqualTo("{\"é\":1}");
        RecordedRequest sent = upstream.lastRequest();
        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.body()).isEqualTo("{\"ü\":2}");
        assertThat(sent.header("x-key")).hasValue("k");
        assertThat(sent.header("content-type")).hasValue("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Connection", "Transfer-Encoding", "Proxy-Authorization"})
    void refusesHeadersThatAreTheHosts(String name) {
        PluginException failure =
                Stages.failure(() -> http().send(get("/").header(name, "x").build()));

        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void refusesAnAnswerOverTheLimit() {
        upstream.enqueue(StubAnswer.of(200, "text/plain", "x".repeat(2_000)));
        upstream.enqueue(StubAnswer.chunked(200, "text/plain")
                .thenChunk("x".repeat(900))
                .thenChunk("x".repeat(900))
                .thenLastChunk());

        for (int i = 0; i < 2; i++) {
            PluginException failure = Stages.failure(
                    () -> http().send(get("/").maxResponseBytes(1_000).build()));
            assertThat(failure.type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
        }
    }

    @Test
    void takesAnAnswerOfExactlyTheLimit() {
        upstream.enqueue(StubAnswer.of(200, "text/plain", "x".repeat(1_000)));

        OutboundResponse response =
                Stages.value(http().send(get("/").maxResponseBytes(1_000).build()));

        assertThat(response.body()).hasSize(1_000);
    }

    @Test
    void givesUpOnAServerThatSaysNothing() {
        upstream.respond(request -> StubAnswer.silence());

        assertThat(Stages.failure(() -> http().send(quick())).type()).isEqualTo(ErrorType.TIMEOUT);
        assertThat(Stages.failure(() -> http().stream(quick())).type()).isEqualTo(ErrorType.TIMEOUT);
    }

    @Test
    void givesUpOnABodyThatStalls() throws InterruptedException {
        upstream.enqueue(StubAnswer.chunked(200, "text/plain").thenChunk("x").thenStayOpen());

        assertThat(Stages.failure(() -> http().send(quick())).type()).isEqualTo(ErrorType.TIMEOUT);
        assertThat(upstream.awaitClientClose(LIMIT)).as("connection closed").isTrue();
    }

    @Test
    void callsCutConnectionsUnavailable() {
        upstream.enqueue(StubAnswer.raw("").thenCut());
        upstream.enqueue(StubAnswer.raw("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf")
                .thenCut());
        OutboundRequest request =
                OutboundRequest.post(upstream.uri("/")).json("{}").build();

        assertThat(Stages.failure(() -> http().send(request)).type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(Stages.failure(() -> http().send(request)).type()).isEqualTo(ErrorType.UNAVAILABLE);
    }

    @Test
    void callsAClosedPortUnavailable() {
        upstream.close();

        assertThat(Stages.failure(() -> http().send(get("/").build())).type()).isEqualTo(ErrorType.UNAVAILABLE);
    }

    @Test
    void streamsABodyAsItArrives() {
        upstream.enqueue(StubAnswer.eventStream().thenEvent("one").thenStayOpen());

        OutboundStream stream = Stages.value(http().stream(get("/").build()));
        var body = new RecordingSubscriber<ByteBuffer>();
        stream.body().subscribe(body);
        body.request(Long.MAX_VALUE);
        body.awaitItems(1);

        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.header("Content-Type")).hasValue("text/event-stream");
        assertThat(text(body.items())).startsWith("data: one");
        assertThat(body.items()).allMatch(ByteBuffer::isReadOnly);
        body.cancel();
    }

    @Test
    void streamsToTheEnd() {
        upstream.enqueue(
                StubAnswer.eventStream().thenEvent("one").thenEvent("two").thenLastChunk());

        var body = RecordingSubscriber.drain(
                Stages.value(http().stream(get("/").build())).body());

        body.requireSuccess();
        assertThat(text(body.items())).isEqualTo("data: one\n\ndata: two\n\n");
    }

    @Test
    void failsAStreamThatIsCut() {
        upstream.enqueue(StubAnswer.eventStream().thenEvent("one").thenCut());

        var body = RecordingSubscriber.drain(
                Stages.value(http().stream(get("/").build())).body());

        assertThat(body.failure().type()).isEqualTo(ErrorType.UNAVAILABLE);
    }

    @Test
    void failsAStreamOverTheLimit() {
        upstream.enqueue(StubAnswer.eventStream().thenChunk("x".repeat(2_000)).thenStayOpen());

        var body = RecordingSubscriber.drain(
                Stages.value(http().stream(get("/").maxResponseBytes(1_000).build()))
                        .body());

        assertThat(body.failure().type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }

    @Test
    void closesTheConnectionWhenABodyIsCancelled() throws InterruptedException {
        upstream.enqueue(StubAnswer.eventStream().thenEvent("one").thenStayOpen());
        var body = new RecordingSubscriber<ByteBuffer>();

        Stages.value(http().stream(get("/").build())).body().subscribe(body);
        body.request(1);
        body.awaitItems(1);
        body.cancel();

        assertThat(upstream.awaitClientClose(LIMIT)).as("connection closed").isTrue();
    }

    private OutboundRequest.Builder get(String path) {
        return OutboundRequest.get(upstream.uri(path));
    }

    private OutboundRequest quick() {
        return get("/").timeout(Duration.ofMillis(300)).build();
    }

    private static String text(List<ByteBuffer> buffers) {
        StringBuilder all = new StringBuilder();
        buffers.forEach(buffer -> all.append(StandardCharsets.UTF_8.decode(buffer.duplicate())));
        return all.toString();
    }
}
