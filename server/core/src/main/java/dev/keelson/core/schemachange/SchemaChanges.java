package dev.keelson.core.schemachange;

import dev.keelson.core.access.ApiKeyRepository;
import dev.keelson.core.agent.AgentVersionRepository;
import dev.keelson.core.agent.AliasGate;
import dev.keelson.core.agent.AliasPolicyRepository;
import dev.keelson.core.agent.AliasRepository;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.common.IdGenerator;
import java.time.Clock;

/** What can be done with schema changes, and the gate that they open, put together over the stores. */
public record SchemaChanges(
        AliasGate gate,
        ProposeSchemaChangeUseCase propose,
        DecideSchemaChangeUseCase decide,
        SchemaChangeQueries queries,
        MoveQueries moves) {

    /** What is read and written. */
    public record Stores(
            SchemaChangeRepository changes,
            AliasPolicyRepository policies,
            AgentVersionRepository versions,
            AliasRepository aliases,
            ApiKeyRepository keys) {}

    /** What is shown to those who decide. */
    public record Evidence(Comparisons comparisons, RecordedTraffic traffic, AffectedConsumers consumers) {}

    /** Who may decide, and what each decision leaves behind. */
    public record Rules(ApprovalMode mode, AuditLog audit, IdGenerator ids, Clock clock) {}

    public static SchemaChanges over(Stores stores, Evidence evidence, Rules rules) {
        var showing = new Showing(stores.versions, evidence.comparisons(), evidence.traffic(), evidence.consumers());
        var standings = new Standings(stores.changes, stores.aliases, showing, rules.clock);
        var approvers = new Approvers(stores.keys, rules.mode);
        var proposals = new Proposals(
                new Proposals.Parts(stores.changes, showing, standings, rules.audit), rules.ids, rules.clock);
        return new SchemaChanges(
                new AliasGovernance(stores.policies, showing, proposals, rules.clock),
                new ProposeSchemaChangeUseCase(stores.aliases, showing, proposals),
                new DecideSchemaChangeUseCase(
                        new DecideSchemaChangeUseCase.Parts(stores.changes, standings, approvers),
                        rules.audit,
                        rules.clock),
                new SchemaChangeQueries(stores.changes, standings, approvers),
                new MoveQueries(stores.aliases, stores.policies, showing, proposals));
    }
}
