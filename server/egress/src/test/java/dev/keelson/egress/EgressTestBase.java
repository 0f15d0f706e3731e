package dev.keelson.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundResponse;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What tests of the client share: one Vert.x, servers that are closed afterwards, waiting with a bound. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EgressTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    protected final FakeResolver resolver = new FakeResolver();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    protected Vertx vertx = Vertx.vertx();

    @BeforeAll
    void nameThisMachine() {
        resolver.answer("local.test", "127.0.0.1");
    }

    @AfterEach
    void closeServers() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @AfterAll
    void closeVertx() {
        vertx.close().await();
    }

    protected RawServer server(RawServer server) {
        opened.push(server);
        return server;
    }

    protected EgressClient client(EgressPolicy.Builder policy) {
        EgressClient client = EgressClient.create(vertx, policy.build(), resolver);
        opened.push(() -> client.close().await());
        return client;
    }

    /** Plain http to loopback is open, redirects are followed. */
    protected static EgressPolicy.Builder open() {
        return EgressPolicy.of("test")
                .plainHttp(PlainHttp.ALWAYS)
                .allow("127.0.0.0/8", "[::1]")
                .maxRedirects(3);
    }

    protected static OutboundRequest.Builder get(RawServer server, String path) {
        return OutboundRequest.get(url(server, path));
    }

    protected static URI url(RawServer server, String path) {
        return URI.create("http://local.test:" + server.port() + path);
    }

    protected static OutboundResponse answer(CompletionStage<OutboundResponse> stage) {
        return wait(stage);
    }

    protected static PluginException failure(CompletionStage<?> stage) {
        Throwable thrown = catchThrowable(() -> wait(stage));
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        assertThat(cause).isInstanceOf(PluginException.class);
        assertThat(cause.getCause()).as("causes carry addresses").isNull();
        return (PluginException) cause;
    }

    protected static void assertFailure(CompletionStage<?> stage, ErrorType type, String messageStart) {
        PluginException failure = failure(stage);
        assertThat(failure).hasMessageStartingWith(messageStart);
        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.getMessage()).doesNotContain("127.0.0.1");
    }

    protected static <T> T wait(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    protected static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
