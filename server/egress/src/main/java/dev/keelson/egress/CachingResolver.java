package dev.keelson.egress;

import com.github.benmanes.caffeine.cache.Cache;
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
    private final Cache<String, CompletableFuture<List<InetAddress>>> answers;

    CachingResolver(Vertx vertx, HostResolver source, Duration ttl) {
        this.vertx = vertx;
        this.source = source;
        this.answers = Caffeine.newBuilder()
                .maximumSize(MAX_NAMES)
                .expireAfterWrite(ttl)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Future<List<InetAddress>> resolve(String host) {
        CompletableFuture<List<InetAddress>> answer = answers.getIfPresent(host);
        if (answer == null) {
            answer = lookUp(host);
        }
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            return Future.succeededFuture(answer.join());
        }
        return Future.fromCompletionStage(answer, vertx.getOrCreateContext());
    }

    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        CompletableFuture<List<InetAddress>> mine =
                source.resolve(host).map(List::copyOf).toCompletionStage().toCompletableFuture();
        answers.put(host, mine);
        // A failure is not kept: the next call asks anew.
        return mine.whenComplete((found, failure) -> {
            if (failure != null) {
                answers.asMap().remove(host, mine);
            }
        });
    }
}
