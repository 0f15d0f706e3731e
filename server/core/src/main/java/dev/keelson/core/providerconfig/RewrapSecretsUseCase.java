package dev.keelson.core.providerconfig;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.secret.SealedSecret;
import dev.keelson.core.secret.SecretBox;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the data keys of stored secrets under the current master key, after it was changed. */
public final class RewrapSecretsUseCase {
    private final ProviderRepository repository;
    private final SecretBox box;

    public RewrapSecretsUseCase(ProviderRepository repository, SecretBox box) {
        this.repository = repository;
        this.box = box;
    }

    /** How many providers were changed. Those whose secrets can't be read, or that another node changes, stay as they are. */
    public Future<Integer> execute() {
        return repository.list().compose(this::rewrapAll);
    }

    private Future<Integer> rewrapAll(List<StoredProvider> providers) {
        Future<Integer> count = Future.succeededFuture(0);
        for (StoredProvider provider : providers) {
            count = count.compose(before -> rewrap(provider).map(changed -> before + changed));
        }
        return count;
    }

    private Future<Integer> rewrap(StoredProvider provider) {
        Map<String, StoredSecret> secrets = new HashMap<>();
        try {
            provider.secrets().forEach((setting, secret) -> secrets.put(setting, rewrap(provider, setting, secret)));
        } catch (KeelsonException unreadable) {
            // The provider itself shows it as its problem.
            return Future.succeededFuture(0);
        }
        if (secrets.equals(provider.secrets())) {
            return Future.succeededFuture(0);
        }
        StoredProvider next = new StoredProvider(
                provider.name(),
                provider.kind(),
                provider.settings(),
                secrets,
                provider.revision() + 1,
                provider.changedAt(),
                provider.changedBy());
        return repository.commit(next).map(1).recover(RewrapSecretsUseCase::lostRace);
    }

    private StoredSecret rewrap(StoredProvider provider, String setting, StoredSecret secret) {
        String binding = StoredSecret.binding(provider.name(), setting, secret.origin());
        SealedSecret sealed = box.rewrap(secret.sealed(), binding).orElse(secret.sealed());
        return new StoredSecret(sealed, secret.origin(), secret.updatedAt());
    }

    private static Future<Integer> lostRace(Throwable failure) {
        boolean stale = failure instanceof KeelsonException known && known.code() == ErrorCode.REVISION_STALE;
        return stale ? Future.succeededFuture(0) : Future.failedFuture(failure);
    }
}
