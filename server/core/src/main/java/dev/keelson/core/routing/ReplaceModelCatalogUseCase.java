package dev.keelson.core.routing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Replaces all entries of the model catalogue that came over the API, or drops them. */
public final class ReplaceModelCatalogUseCase {
    private final ModelCatalogRepository repository;
    private final CatalogUpdates updates;
    private final Clock clock;
    private final AuditLog audit;

    public ReplaceModelCatalogUseCase(
            ModelCatalogRepository repository, CatalogUpdates updates, Clock clock, AuditLog audit) {
        this.repository = repository;
        this.updates = updates;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * What shall hold from now on.
     *
     * @param expectedRevision revision that the operator has seen; 0 when nothing was stored
     * @param content null drops the entries
     */
    public record Input(
            Principal by, int expectedRevision, @Nullable JsonNode content) {}

    /**
     * Holds on this node at once and on others within seconds. Fails with {@link ErrorCode#REQUEST_INVALID} and every
     * violation, or with {@link ErrorCode#REVISION_STALE} carrying the current {@link StoredCatalog}.
     */
    public Future<CatalogUpdates.State> execute(Input input) {
        input.by().require(Permission.PROVIDER_MANAGE);
        if (input.content() != null) {
            var unused = ModelCatalogReader.read(CatalogLayer.Origin.API, input.content());
        }
        var next = new StoredCatalog(
                input.expectedRevision() + 1,
                input.content(),
                clock.instant(),
                input.by().keyId());
        return replace(input, next).map(stored -> {
            updates.apply(stored);
            return updates.state();
        });
    }

    private Future<StoredCatalog> replace(Input input, StoredCatalog next) {
        String before = "revision " + input.expectedRevision();
        return audit.record(
                new AuditedChange(input.by(), AuditActions.MODEL_CATALOG_REPLACE, "model-catalog", before, ""),
                () -> repository.replace(next),
                stored -> "revision " + stored.revision());
    }
}
