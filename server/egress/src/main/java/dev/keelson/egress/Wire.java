package dev.keelson.egress;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.concurrent.TimeUnit;

/** Sets up Vert.x's HTTP client for a surface: what it leaves unbounded by default gets a bound here. */
final class Wire {
    private static final int MAX_HEADER_BYTES = 32 << 10;
    private static final int CHUNK_BYTES = 16 << 10;

    private Wire() {}

    static HttpClient client(Vertx vertx, EgressPolicy policy) {
        int perOrigin = policy.concurrency().perOrigin();
        var pool = new PoolOptions().setHttp1MaxSize(perOrigin).setMaxWaitQueueSize(perOrigin);
        return vertx.httpClientBuilder()
                .with(options(policy))
                .with(pool)
                // Calls tell their failures; without this, servers could write into our log.
                .withConnectHandler(connection -> connection.exceptionHandler(ignored -> {}))
                .build();
    }

    private static HttpClientOptions options(EgressPolicy policy) {
        EgressTimes times = policy.times();
        var options = new HttpClientOptions()
                .setName("egress-" + policy.surface())
                .setMetricsName("egress." + policy.surface())
                .setConnectTimeout(Math.toIntExact(times.connect().toMillis()))
                .setSslHandshakeTimeout(times.connect().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout(
                        Math.toIntExact(Math.max(1, times.keepAlive().toSeconds())))
                .setTcpNoDelay(true)
                .setVerifyHost(true)
                .setTrustAll(false)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxChunkSize(CHUNK_BYTES)
                .setTracingPolicy(TracingPolicy.IGNORE);
        if (policy.trust() != null) {
            options.setTrustOptions(policy.trust());
        }
        return options;
    }
}
