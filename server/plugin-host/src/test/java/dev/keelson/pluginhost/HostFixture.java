package dev.keelson.pluginhost;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keelson.core.common.Json;
import dev.keelson.core.plugin.InstalledPlugin;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.secret.NamedSecret;
import dev.keelson.core.secret.Secret;
import dev.keelson.core.secret.SecretSource;
import dev.keelson.plugin.api.http.OutboundHttp;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.http.OutboundResponse;
import dev.keelson.plugin.api.http.OutboundStream;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A plugin host on a folder of test JARs. */
final class HostFixture implements AutoCloseable {
    static final SecretSource SECRETS = name -> name.equals("crm")
            ? Optional.of(new NamedSecret("crm", Secret.of("s3cr3t-value"), "https://crm.example.com:443"))
            : Optional.empty();

    private final Vertx vertx = Vertx.vertx();
    private final Path folder;
    private final List<ProviderConfiguration> providers = new ArrayList<>();
    private HostLimits limits = HostLimits.defaults()
            .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(5))
            .withWorkers(4, 8);
    private @Nullable PluginHost host;

    HostFixture(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(pluginsDir());
    }

    Vertx vertx() {
        return vertx;
    }

    Path pluginsDir() {
        return folder.resolve("plugins");
    }

    Path workDir() {
        return folder.resolve("work");
    }

    @CanIgnoreReturnValue
    HostFixture jar(String file, byte[] content) throws IOException {
        Files.write(pluginsDir().resolve(file), content);
        return this;
    }

    @CanIgnoreReturnValue
    HostFixture provider(String name, String kind, String settings) {
        providers.add(new ProviderConfiguration(name, kind, Json.parse(settings)));
        return this;
    }

    @CanIgnoreReturnValue
    HostFixture provider(String name) {
        return provider(name, name, "{}");
    }

    @CanIgnoreReturnValue
    HostFixture limits(HostLimits value) {
        limits = value;
        return this;
    }

    @CanIgnoreReturnValue
    PluginHost start() {
        PluginHost started = result(PluginHost.start(vertx, config(), services()));
        host = started;
        return started;
    }

    PluginHostConfig config() {
        return new PluginHostConfig(pluginsDir(), workDir(), providers, limits);
    }

    static HostServices services() {
        return new HostServices(new NoHttp(), new NoHttp(), new NoHttp(), null, SECRETS, Clock.systemUTC());
    }

    PluginHost host() {
        if (host == null) {
            throw new IllegalStateException("not started");
        }
        return host;
    }

    ModelClient client(String provider) {
        return host().providers().find(provider).orElseThrow();
    }

    Future<ChatResponse> chat(String provider, String text) {
        return client(provider).chat(request(text, Duration.ofSeconds(10)));
    }

    String answer(String provider, String text) {
        return result(chat(provider, text)).content();
    }

    static ChatRequest request(String text, Duration timeout) {
        return ChatRequest.model("demo-1")
                .message(Message.user(text))
                .timeout(timeout)
                .build();
    }

    InstalledPlugin plugin(String id) {
        return host().plugins().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The value, or the failure as it is; gives up after half a minute. */
    static <T> T result(Future<T> future) {
        try {
            return future.await(30, SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("no result within 30 s", late);
        }
    }

    /** Like {@link #result} for futures without a value. */
    static void done(Future<Void> future) {
        try {
            future.await(30, SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("not done within 30 s", late);
        }
    }

    /** Waits for something that happens on another thread. */
    static boolean within(Duration time, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(5);
        }
        return true;
    }

    @Override
    public void close() {
        if (host != null) {
            done(host.close());
        }
        done(vertx.close());
    }

    /** Plugins of these tests send nothing. */
    private static final class NoHttp implements OutboundHttp {

        @Override
        public CompletionStage<OutboundResponse> send(OutboundRequest request) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }

        @Override
        public CompletionStage<OutboundStream> stream(OutboundRequest request) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }
    }
}
