package dev.keelson.core.providerconfig;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Removes a stored provider: at once on this node, within five seconds on others. */
public final class DeleteProviderUseCase {
    private final ProviderRepository repository;
    private final FileProviders files;
    private final ProviderSync sync;
    private final AuditLog audit;

    public DeleteProviderUseCase(
            ProviderRepository repository, FileProviders files, ProviderSync sync, AuditLog audit) {
        this.repository = repository;
        this.files = files;
        this.sync = sync;
        this.audit = audit;
    }

    /** {@code expectedRevision}: null deletes whatever is there. */
    public record Input(Principal by, String name, @Nullable Integer expectedRevision) {}

    /**
     * Fails with {@link ErrorCode#PROVIDER_NOT_FOUND}, {@link ErrorCode#REVISION_STALE} and, for a provider of the
     * configuration file, {@link ErrorCode#PROVIDER_READ_ONLY}.
     */
    public Future<Void> execute(Input input) {
        input.by().require(Permission.PROVIDER_MANAGE);
        return repository.find(input.name()).compose(stored -> {
            // A stored provider that the file hides may go: that is how the conflict ends.
            if (stored.isEmpty()) {
                files.requireNot(input.name());
            }
            return delete(input, stored).compose(done -> sync.refresh());
        });
    }

    private Future<Void> delete(Input input, Optional<StoredProvider> stored) {
        String before =
                stored.map(each -> AuditedProviders.revision(each.revision())).orElse("");
        String target = AuditedProviders.target(input.name());
        return audit.record(
                new AuditedChange(input.by(), AuditActions.PROVIDER_DELETE, target, before, ""),
                () -> repository.delete(input.name(), input.expectedRevision()),
                done -> "");
    }
}
