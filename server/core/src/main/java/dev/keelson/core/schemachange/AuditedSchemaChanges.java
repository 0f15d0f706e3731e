package dev.keelson.core.schemachange;

import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditEvent;
import dev.keelson.core.audit.AuditedTarget;
import dev.keelson.core.schemachange.SchemaChange.Decision;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** How schema changes stand in the audit log, and what became of proposals and decisions without an outcome. */
public final class AuditedSchemaChanges implements AuditedTarget {
    private static final String TARGET = "schema-changes/";
    private static final Set<String> DECISIONS =
            Set.of(AuditActions.SCHEMA_CHANGE_APPROVE, AuditActions.SCHEMA_CHANGE_REJECT);

    private final SchemaChangeRepository changes;

    public AuditedSchemaChanges(SchemaChangeRepository changes) {
        this.changes = changes;
    }

    static String change(SchemaChange change) {
        return TARGET + change.id();
    }

    static String describe(SchemaChange change) {
        Decision decision = change.decision();
        return "revision %d: %s, agents/%s/aliases/%s, %s%s"
                .formatted(
                        change.revision(),
                        change.state().id(),
                        change.proposal().agent(),
                        change.proposal().alias(),
                        change.impact().comparison().verdict().id(),
                        decision != null && decision.selfApproved()
                                ? ", approved by an author (single-user mode)"
                                : "");
    }

    @Override
    public boolean covers(String action) {
        return DECISIONS.contains(action) || action.equals(AuditActions.SCHEMA_CHANGE_PROPOSE);
    }

    @Override
    public Future<List<String>> changesSince(AuditEvent intent) {
        return changes.find(intent.target().substring(TARGET.length()))
                .map(found -> found.filter(change -> isOwn(intent, change))
                        .map(change -> List.of(describe(change)))
                        .orElse(List.of()));
    }

    /** A change has one proposer and at most one decision, so what is there is this intent's work or another's. */
    private static boolean isOwn(AuditEvent intent, SchemaChange change) {
        if (!DECISIONS.contains(intent.action())) {
            return change.proposal().proposedBy().equals(intent.actor().keyId());
        }
        Decision decision = change.decision();
        return decision != null && decision.by().equals(intent.actor().keyId());
    }
}
