package dev.keelson.egress;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps answers of another resolver for a short time and lets equal lookups share one. Callers check the addresses anew
 * on every use. May be called from any context; the answer arrives on the caller's.
 */
final class CachingResolver implements HostResolver {
    private static final int MAX_NAMES = 10_000;

    private final Vertx vertx;
    private final HostResolver source;
    private final AsyncCache<String, List<InetAddress>> answers;

    CachingResolver(Vertx vertx, HostResolver source, Duration ttl) {
        this.vertx = vertx;
        this.source = source;
        this.answers = Caffeine.newBuilder()
                .maximumSize(MAX_NAMES)
                .expireAfterWrite(ttl)
                .executor(Runnable::run)
                .buildAsync();
    }

    @Override
    public Future<List<InetAddress>> resolve(String host) {
        CompletableFuture<List<InetAddress>> answer = answers.get(host, (name, executor) -> lookUp(name));
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            return Future.succeededFuture(answer.join());
        }
        return Future.fromCompletionStage(answer, vertx.getOrCreateContext());
    }

    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        return source.resolve(host).map(List::copyOf).toCompletionStage().toCompletableFuture();
    }
}
