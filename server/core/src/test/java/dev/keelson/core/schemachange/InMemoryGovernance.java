package dev.keelson.core.schemachange;

import dev.keelson.core.access.ApiKeyRepository;
import dev.keelson.core.agent.AgentVersionRepository;
import dev.keelson.core.agent.AliasRepository;
import dev.keelson.core.agent.InMemoryAliasPolicyRepository;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.compatibility.ChangeClass;
import dev.keelson.core.compatibility.ContractChange;
import dev.keelson.core.compatibility.ContractComparison;
import dev.keelson.core.compatibility.Direction;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.trace.TraceRepository;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;

/** Policies and schema changes in memory, for tests of what is built on them. Every other contract is a breaking one. */
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
                        new Comparisons(vertx, InMemoryGovernance::compare),
                        new RecordedInputs(vertx, shared.traces),
                        new ObservedConsumers(shared.traces, shared.keys)),
                new SchemaChanges.Rules(mode, audit, IdGenerator.random(clock), clock));
    }

    private static ContractComparison compare(Contract old, Contract next) {
        if (old.digest().equals(next.digest())) {
            return new ContractComparison(ChangeClass.BEHAVIOUR, List.of(), null);
        }
        var change =
                new ContractChange(Direction.OUTPUT, "", ChangeClass.BREAKING, "test.differs", "The contract differs.");
        return new ContractComparison(ChangeClass.BREAKING, List.of(change), null);
    }
}
