package dev.keelson.core.providerconfig;

import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditEvent;
import dev.keelson.core.audit.AuditedTarget;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** How stored providers stand in the audit log, and what became of changes without an outcome. */
public final class AuditedProviders implements AuditedTarget {
    private static final String PATH = "providers/";
    private static final Set<String> ACTIONS = Set.of(AuditActions.PROVIDER_CREATE, AuditActions.PROVIDER_EDIT);

    private final ProviderRepository providers;

    public AuditedProviders(ProviderRepository providers) {
        this.providers = providers;
    }

    static String target(String provider) {
        return PATH + provider;
    }

    static String revision(int revision) {
        return "revision " + revision;
    }

    /** A deleted provider may have been created anew since: that nobody can tell. */
    @Override
    public boolean covers(String action) {
        return ACTIONS.contains(action);
    }

    @Override
    public Future<List<String>> changesSince(AuditEvent intent) {
        return providers
                .find(intent.target().substring(PATH.length()))
                .map(found -> found.map(each -> changes(intent, each)).orElse(List.of()));
    }

    private static List<String> changes(AuditEvent intent, StoredProvider now) {
        String before = now.revision() == 1 ? "" : revision(now.revision() - 1);
        if (intent.before().equals(before)) {
            boolean own = now.changedBy().equals(intent.actor().keyId());
            return own ? List.of(revision(now.revision())) : List.of();
        }
        return intent.before().equals(revision(now.revision())) ? List.of() : CANT_TELL;
    }
}
