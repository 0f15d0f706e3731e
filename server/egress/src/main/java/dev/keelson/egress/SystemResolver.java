package dev.keelson.egress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Resolves as the operating system does, hosts file included, on a few threads that all surfaces share. */
final class SystemResolver implements HostResolver {
    private static final int THREADS = 8;
    private static final int MAX_LOOKUPS = 256;

    private final WorkerExecutor threads;
    private final Duration timeout;
    private final AtomicInteger lookups = new AtomicInteger();

    SystemResolver(Vertx vertx, Duration timeout) {
        this.threads = vertx.createSharedWorkerExecutor("keelson-egress-dns", THREADS);
        this.timeout = timeout;
    }

    @Override
    public Future<List<InetAddress>> resolve(String host) {
        if (lookups.incrementAndGet() > MAX_LOOKUPS) {
            lookups.decrementAndGet();
            return Future.failedFuture(new UnknownHostException("too many lookups under way"));
        }
        return threads.executeBlocking(() -> lookUp(host), false).timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        try {
            return List.of(InetAddress.getAllByName(host));
        } finally {
            lookups.decrementAndGet();
        }
    }
}
