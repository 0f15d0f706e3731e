package dev.keelson.core.access;

import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditEvent;
import dev.keelson.core.audit.AuditedTarget;
import io.vertx.core.Future;
import java.util.List;
import java.util.TreeSet;

/** How API keys stand in the audit log, and what became of changes without an outcome. */
public final class AuditedKeys implements AuditedTarget {
    static final String REVOKED = "revoked";
    private static final String PATH = "keys/";

    private final ApiKeyRepository keys;

    public AuditedKeys(ApiKeyRepository keys) {
        this.keys = keys;
    }

    static String target(String keyId) {
        return PATH + keyId;
    }

    static String issued(ApiKey key) {
        String reach = key.agents().isEmpty() ? "all agents" : String.join(", ", new TreeSet<>(key.agents()));
        return "role " + key.role().id() + ", " + reach;
    }

    @Override
    public boolean covers(String action) {
        return action.equals(AuditActions.KEY_ISSUE) || action.equals(AuditActions.KEY_REVOKE);
    }

    @Override
    public Future<List<String>> changesSince(AuditEvent intent) {
        return keys.find(intent.target().substring(PATH.length()))
                .map(found -> found.stream()
                        .filter(key -> intent.action().equals(AuditActions.KEY_ISSUE) || key.revokedAt() != null)
                        .map(key -> intent.action().equals(AuditActions.KEY_ISSUE) ? issued(key) : REVOKED)
                        .toList());
    }
}
