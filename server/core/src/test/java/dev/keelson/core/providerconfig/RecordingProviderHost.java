package dev.keelson.core.providerconfig;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was asked to put in force. */
public final class RecordingProviderHost implements ProviderHost {
    public final List<List<ProviderSetup>> configured = new CopyOnWriteArrayList<>();

    @Override
    public Future<Void> configure(List<ProviderSetup> providers) {
        configured.add(providers);
        return Future.succeededFuture();
    }

    public List<ProviderSetup> inForce() {
        return configured.get(configured.size() - 1);
    }
}
