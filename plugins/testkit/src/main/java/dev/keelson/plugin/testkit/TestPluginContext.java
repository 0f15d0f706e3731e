package dev.keelson.plugin.testkit;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.TextEmbedder;
import dev.keelson.plugin.api.http.OutboundHttp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the host lends to a plugin, for tests: a fixed clock, JSON by the host's rules, HTTP to any address (the host would
 * refuse loopback), a bounded executor, and an embedder when asked for. Immutable; {@code with...} methods give copies.
 */
public final class TestPluginContext implements PluginContext {
    /** What {@link #clock()} says. */
    public static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    private static final int THREADS = 4;
    private static final int QUEUE = 64;
    private static final Executor BLOCKING_WORK = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            TestPluginContext::daemon,
            (work, pool) -> reject());

    private final OutboundHttp http;
    private final JsonCodec json = new JacksonJsonCodec();
    private final @Nullable TextEmbedder embedder;

    private TestPluginContext(OutboundHttp http, @Nullable TextEmbedder embedder) {
        this.http = http;
        this.embedder = embedder;
    }

    /** Without an embedder. */
    public static TestPluginContext create() {
        return new TestPluginContext(new JdkOutboundHttp(), null);
    }

    /** A copy with this client, such as a {@link FailingHttp}. */
    public TestPluginContext withHttp(OutboundHttp client) {
        return new TestPluginContext(client, embedder);
    }

    /** A copy with this embedder, such as a {@link HashingEmbedder}. */
    public TestPluginContext withEmbedder(TextEmbedder lent) {
        return new TestPluginContext(http, lent);
    }

    @Override
    public OutboundHttp http() {
        return http;
    }

    @Override
    public JsonCodec json() {
        return json;
    }

    @Override
    public Optional<TextEmbedder> embedder() {
        return Optional.ofNullable(embedder);
    }

    @Override
    public Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Override
    public Executor blockingWork() {
        return BLOCKING_WORK;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "plugin-blocking-work");
        thread.setDaemon(true);
        return thread;
    }

    private static void reject() {
        throw new PluginException(ErrorType.UNAVAILABLE, "blocking work: " + QUEUE + " jobs are waiting already");
    }
}
