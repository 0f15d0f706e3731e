package dev.keelson.storage.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.common.Failures;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.secret.Secret;
import dev.keelson.storage.embedded.EmbeddedStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MongoOpeningIT {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        assertThat(vertx.close().map("closed").await()).isEqualTo("closed");
    }

    @Test
    void namesHostAndCauseWhenNoOneListens() throws IOException {
        int port;
        try (ServerSocket free = listen()) {
            port = free.getLocalPort();
        }

        KeelsonException failure = refusal("mongodb://keelson:hunter2@127.0.0.1:" + port + "/?tls=false");

        assertThat(failure.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(failure).hasMessage("can't use the MongoDB at 127.0.0.1:" + port + ": connection refused");
    }

    @Test
    void namesTheLimitWhenTheServerIsSilent() throws IOException {
        try (ServerSocket silent = listen()) {
            long start = System.nanoTime();

            KeelsonException failure = refusal("mongodb://127.0.0.1:" + silent.getLocalPort());

            assertThat(failure.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(failure)
                    .hasMessage("can't use the MongoDB at 127.0.0.1:" + silent.getLocalPort()
                            + ": no answer within 2000 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plusSeconds(5));
        }
    }

    @Test
    void namesAHostThatDoesNotExist() {
        assertThat(refusal("mongodb://no-such-host.invalid:27017"))
                .hasMessage("can't use the MongoDB at no-such-host.invalid:27017: unknown host");
    }

    @Test
    void saysWhenTheCredentialsAreRefused(@TempDir Path folder) {
        try (EmbeddedStore store = EmbeddedStore.open(folder.resolve("keelson.mv"))) {
            String uri = store.connectionString().replaceFirst("//[^:]+:[^@]+@", "//keelson:hunter2@");

            KeelsonException failure = refusal(uri);

            assertThat(failure.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(failure).hasMessageEndingWith(": it refused the credentials");
            assertThat(failure).hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void doesNotRepeatAConnectionStringThatIsNone() {
        for (String uri : new String[] {"keelson:hunter2@db", "mongodb://keelson:hunter2@", "mongodb://a:hun@ter2@b"}) {
            Throwable failure = Failures.causeOf(MongoStorage.open(vertx, config(uri)));

            assertThat(failure)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected: mongodb://host:port")
                    .hasMessageNotContaining("hun")
                    .hasNoCause();
        }
    }

    @Test
    void aStoreThatStopsIsUnavailableWithinTheLimit(@TempDir Path folder) {
        EmbeddedStore store = EmbeddedStore.open(folder.resolve("keelson.mv"));
        MongoStorage storage = MongoStorage.open(
                        vertx, config(store.connectionString()).withOpenTimeout(Duration.ofSeconds(10)))
                .await();
        store.close();

        long start = System.nanoTime();
        assertThat(Failures.codeOf(storage.agents().find("triage"))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plusSeconds(5));
        assertThat(storage.close().map("closed").await()).isEqualTo("closed");
    }

    private KeelsonException refusal(String uri) {
        return Failures.of(MongoStorage.open(vertx, config(uri)));
    }

    private static MongoConfig config(String uri) {
        return MongoConfig.of(Secret.of(uri), "keelson").withOpenTimeout(LIMIT).withOperationTimeout(LIMIT);
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
