package dev.keelson.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatChunk;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of {@link HttpProviderContractTest} in which the upstream fails, stalls or talks nonsense. */
abstract class UpstreamFailureContract extends ProviderContractTest {
    /** The credential in the settings; no message may ever show it. */
    protected static final String API_KEY = "sk-contract-4f1d7c9b2e";

    static final List<String> DELTAS = List.of("{\"answer\"", ":\"yes\"}");
    static final String ANSWER = String.join("", DELTAS);
    static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String LEAK = "Incorrect API key provided: " + API_KEY + ".";

    /** Plays the upstream. */
    protected final StubHttpServer upstream = StubHttpServer.start();

    protected abstract ProviderWire wire();

    /** Settings that point to this upstream with this credential. */
    protected abstract PluginConfig config(URI upstreamUri, String apiKey);

    /** What comes before the provider's own paths, such as {@code /v1}. */
    protected String basePath() {
        return "";
    }

    @Override
    protected final PluginConfig config() {
        return config(upstream.uri(basePath()), API_KEY);
    }

    @BeforeEach
    void answerEverything() {
        upstream.respond(
                request -> wire().asksForStream(request) ? wire().finishedStream(DELTAS) : wire().text(ANSWER));
    }

    @AfterEach
    void closeUpstream() {
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST",
        "401, AUTHENTICATION",
        "403, AUTHENTICATION",
        "404, NOT_FOUND",
        "413, INVALID_REQUEST",
        "429, RATE_LIMITED",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void mapsErrorStatuses(int status, ErrorType expected) {
        upstream.respond(request -> wire().error(status, LEAK));

        requireFailure(chatFailure(), expected);
        if (has(Capability.STREAMING)) {
            requireFailure(streamFailure(), expected);
        }
    }

    @Test
    void hasTheWaitThatTheUpstreamAskedFor() {
        upstream.respond(request -> wire().error(429, "slow down", "Retry-After: 7"));

        assertThat(chatFailure().retryAfter()).hasValue(Duration.ofSeconds(7));
    }

    @Test
    void copesWithErrorsThatAreNotInItsUpstreamsWords() {
        upstream.respond(request -> StubAnswer.of(502, "text/html", "<html><h1>Bad gateway</h1></html>"));

        requireFailure(chatFailure(), ErrorType.UNAVAILABLE);
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void callsABrokenAnswerMalformed(String body) {
        upstream.respond(request -> StubAnswer.json(200, body));

        requireFailure(chatFailure(), ErrorType.MALFORMED_RESPONSE);
    }

    static Stream<String> brokenAnswers() {
        return Stream.of("", "<html>hello</html>", "[]", "null", "{", "{}", "{\"a\":1}{\"b\":2}", "\"text\"");
    }

    @ParameterizedTest
    @MethodSource("brokenFraming")
    void survivesBrokenFraming(String bytes) {
        upstream.respond(request -> StubAnswer.raw(bytes));

        requireFailure(chatFailure(), ErrorType.UNAVAILABLE, ErrorType.MALFORMED_RESPONSE);
        if (has(Capability.STREAMING)) {
            requireFailure(streamFailure(), ErrorType.UNAVAILABLE, ErrorType.MALFORMED_RESPONSE);
        }
    }

    static Stream<String> brokenFraming() {
        return Stream.of(
                "",
                "this is not HTTP\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"half\":",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n");
    }

    @Test
    void callsACutConnectionUnavailable() {
        upstream.respond(
                request -> StubAnswer.raw("HTTP/1.1 200 OK\r\nContent-Le").thenCut());

        requireFailure(chatFailure(), ErrorType.UNAVAILABLE);
    }

    @Test
    void callsAClosedPortUnavailable() {
        upstream.close();

        requireFailure(chatFailure(), ErrorType.UNAVAILABLE);
    }

    @Test
    void givesUpWhenTheTimeIsOver() {
        upstream.respond(request -> StubAnswer.silence());
        long start = System.nanoTime();

        PluginException failure = Stages.failure(
                () -> provider.chat(request().timeout(Duration.ofMillis(300)).build()));

        requireFailure(failure, ErrorType.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
    }

    @Test
    void givesUpOnAStreamThatStalls() throws InterruptedException {
        assumeTrue(has(Capability.STREAMING));
        upstream.respond(request -> wire().openStream(DELTAS).thenStayOpen());

        var stream = RecordingSubscriber.drain(
                provider.stream(request().timeout(Duration.ofMillis(500)).build()));

        requireFailure(stream.failure(), ErrorType.TIMEOUT);
        requireNoLastChunk(stream);
        assertThat(upstream.awaitClientClose(LIMIT)).as("connection closed").isTrue();
    }

    @Test
    void doesNotTakeACutStreamForAnAnswer() {
        assumeTrue(has(Capability.STREAMING));
        upstream.enqueue(wire().openStream(DELTAS).thenCut());
        upstream.enqueue(wire().openStream(DELTAS).thenLastChunk());

        for (int i = 0; i < 2; i++) {
            var stream = RecordingSubscriber.drain(provider.stream(request().build()));
            requireFailure(stream.failure(), ErrorType.UNAVAILABLE, ErrorType.MALFORMED_RESPONSE);
            requireNoLastChunk(stream);
        }
    }

    @Test
    void reportsAnErrorInsideAStream() {
        assumeTrue(has(Capability.STREAMING));
        upstream.enqueue(wire().failingStream(DELTAS, "overloaded, " + LEAK));

        var stream = RecordingSubscriber.drain(provider.stream(request().build()));

        assertThat(stream.failure().type().retryable()).isTrue();
        assertThat(describe(stream.failure())).doesNotContain(API_KEY);
        requireNoLastChunk(stream);
    }

    @Test
    void doesNotFollowARedirectWithItsCredential() {
        upstream.respond(request -> StubAnswer.of(307, "text/plain", "", "Location: " + upstream.uri("/elsewhere")));

        assertThat(describe(chatFailure())).doesNotContain(API_KEY);

        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void handsOnTheRefusalOfTheHost() {
        var blocked = new FailingHttp(new PluginException(ErrorType.BLOCKED, "address is not allowed"));
        var offline = factory().create(config(), TestPluginContext.create().withHttp(blocked));

        assertThat(Stages.failure(() -> offline.chat(request().build())).type()).isEqualTo(ErrorType.BLOCKED);
        if (has(Capability.STREAMING)) {
            var stream = RecordingSubscriber.drain(offline.stream(request().build()));
            assertThat(stream.failure().type()).isEqualTo(ErrorType.BLOCKED);
        }
        offline.close();
    }

    private PluginException chatFailure() {
        return Stages.failure(() -> provider.chat(request().build()));
    }

    private PluginException streamFailure() {
        return RecordingSubscriber.drain(provider.stream(request().build())).failure();
    }

    private static void requireFailure(PluginException failure, ErrorType... allowed) {
        assertThat(failure.type()).as(describe(failure)).isIn((Object[]) allowed);
        assertThat(failure.getMessage()).isNotBlank();
        assertThat(describe(failure)).doesNotContain(API_KEY);
    }

    private static void requireNoLastChunk(RecordingSubscriber<ChatChunk> stream) {
        assertThat(stream.items()).noneMatch(chunk -> chunk.response().isPresent());
        assertThat(stream.ends()).as("ends").isEqualTo(1);
    }

    /** The failure and all its causes, as a log would show them. */
    private static String describe(PluginException failure) {
        StringBuilder all = new StringBuilder();
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            all.append(each).append('\n');
        }
        return all.append(failure.upstreamCode().orElse("")).toString();
    }
}
