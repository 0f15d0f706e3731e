package dev.keelson.core.providerconfig;

import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores the providers that were configured through the API. */
public interface ProviderRepository {

    /**
     * Puts {@code next} in the place of revision {@code next.revision() - 1}; revision 1 needs the name to be free. Fails with
     * {@link ErrorCode#REVISION_STALE}, carrying the current {@link StoredProvider} if there is one: of two writers one loses.
     */
    Future<StoredProvider> commit(StoredProvider next);

    Future<Optional<StoredProvider>> find(String name);

    /** In order of name; at most {@link StoredProvider#MAX_COUNT} and a few that were created at the same moment. */
    Future<List<StoredProvider>> list();

    /**
     * {@code revision}: what must be there; null deletes whatever is. Fails with {@link ErrorCode#PROVIDER_NOT_FOUND} and, as
     * {@link #commit} does, with {@link ErrorCode#REVISION_STALE}.
     */
    Future<Void> delete(String name, @Nullable Integer revision);
}
