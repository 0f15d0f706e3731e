package dev.keelson.core.schemachange;

import dev.keelson.core.access.ApiKeyRepository;
import dev.keelson.core.agent.AgentVersionRepository;
import dev.keelson.core.agent.AliasRepository;
import dev.keelson.core.agent.InMemoryAliasPolicyRepository;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.compatibility.ContractComparator;
import dev.keelson.core.trace.TraceRepository;
import io.vertx.core.Vertx;
import java.time.Clock;

/** Policies and schema changes in memory, for tests of what is built on them. Contracts are really compared. */
public final class InMemoryGovernance {
    public final InMemoryAliasPolicyRepository policies = new InMemoryAliasPolicyRepository();
    public final SchemaChanges changes;

    /** The stores that other features share. */
    public record Shared(
            AgentVersionRepository versions, AliasRepository aliases, ApiKeyRepository keys, TraceRepository traces) {}

    public InMemoryGovernance(Vertx vertx, Shared shared, ApprovalMode mode, AuditLog audit) {
        Clock clock = Clock.systemUTC();
        changes = SchemaChanges.over(
                new SchemaChanges.Stores(
                        new InMemorySchemaChangeRepository(), policies, shared.versions, shared.aliases, shared.keys),
                new SchemaChanges.Evidence(
                        new Comparisons(vertx, new ContractComparator()::compare),
                        new TracedInputs(vertx, shared.traces),
                        new ObservedConsumers(shared.traces, shared.keys)),
                new SchemaChanges.Rules(mode, audit, IdGenerator.random(clock), clock));
    }
}
