package dev.keelson.core.providerconfig;

import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.secret.NamedSecret;
import dev.keelson.core.secret.SecretBox;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps this node's providers in step with the store, whichever node changes them. Safe for concurrent use. */
public final class ProviderSync {
    private final ProviderRepository repository;
    private final SecretBox box;
    private final ProviderHost host;
    private volatile @Nullable List<StoredProvider> inForce;
    private @Nullable Future<Void> running;
    private @Nullable Future<Void> waiting;

    public ProviderSync(ProviderRepository repository, SecretBox box, ProviderHost host) {
        this.repository = repository;
        this.box = box;
        this.host = host;
    }

    /** Puts in force what the store holds now. One reading runs at a time and one more may wait; others join that one. */
    public synchronized Future<Void> refresh() {
        Future<Void> current = running;
        if (current == null || current.isComplete()) {
            Future<Void> started = read();
            running = started;
            return started;
        }
        Future<Void> next = waiting;
        if (next == null) {
            next = current.transform(done -> startWaiting());
            waiting = next;
        }
        return next;
    }

    private synchronized Future<Void> startWaiting() {
        Future<Void> started = read();
        running = started;
        waiting = null;
        return started;
    }

    private Future<Void> read() {
        return repository.list().compose(this::apply);
    }

    private Future<Void> apply(List<StoredProvider> stored) {
        if (stored.equals(inForce)) {
            return Future.succeededFuture();
        }
        return host.configure(stored.stream().map(this::setup).toList()).onSuccess(done -> inForce = stored);
    }

    private ProviderSetup setup(StoredProvider provider) {
        String state = provider.revision() + " " + provider.changedAt();
        Map<String, NamedSecret> opened = new HashMap<>();
        String problem = null;
        try {
            provider.secrets().forEach((setting, secret) -> opened.put(setting, open(provider, setting, secret)));
        } catch (KeelsonException unreadable) {
            opened.clear();
            problem = unreadable.text();
        }
        return new ProviderSetup(provider.name(), provider.kind(), provider.settings(), state, opened, problem);
    }

    private NamedSecret open(StoredProvider provider, String setting, StoredSecret secret) {
        String binding = StoredSecret.binding(provider.name(), setting, secret.origin());
        return new NamedSecret(setting, box.open(secret.sealed(), binding), secret.origin());
    }
}
