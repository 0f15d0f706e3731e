package dev.keelson.core.access;

import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.time.Clock;

/** Revokes an API key: at once on this node, within two seconds on others. */
public final class RevokeApiKeyUseCase {
    private final ApiKeyRepository keys;
    private final Authenticator authenticator;
    private final Clock clock;
    private final AuditLog audit;

    public RevokeApiKeyUseCase(ApiKeyRepository keys, Authenticator authenticator, Clock clock, AuditLog audit) {
        this.keys = keys;
        this.authenticator = authenticator;
        this.clock = clock;
        this.audit = audit;
    }

    public record Input(Principal by, String keyId) {}

    /** Fails with {@link ErrorCode#API_KEY_NOT_FOUND}. */
    public Future<ApiKey> execute(Input input) {
        input.by().require(Permission.API_KEY_MANAGE);
        return audit.record(
                new AuditedChange(input.by(), AuditActions.KEY_REVOKE, AuditedKeys.target(input.keyId()), "", ""),
                () -> keys.revoke(input.keyId(), clock.instant()).onSuccess(revoked -> authenticator.forgetAll()),
                revoked -> AuditedKeys.REVOKED);
    }
}
