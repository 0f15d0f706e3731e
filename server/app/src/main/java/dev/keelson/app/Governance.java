package dev.keelson.app;

import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AgentResolver;
import dev.keelson.core.agent.AliasMoves;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.agent.RollBackAliasUseCase;
import dev.keelson.core.aliaspolicy.AliasFollower;
import dev.keelson.core.aliaspolicy.AliasPolicyQueries;
import dev.keelson.core.aliaspolicy.EditAliasPolicyUseCase;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.compatibility.ContractComparator;
import dev.keelson.core.consumer.AffectedConsumers;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.schemachange.ApprovalMode;
import dev.keelson.core.schemachange.Comparisons;
import dev.keelson.core.schemachange.KnownConsumers;
import dev.keelson.core.schemachange.ObservedConsumers;
import dev.keelson.core.schemachange.SchemaChanges;
import dev.keelson.core.schemachange.TracedInputs;
import dev.keelson.storage.mongodb.MongoStorage;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves of aliases on this server: who may make them, what must be approved first, and the aliases that follow. */
record Governance(
        RemapAliasUseCase remap,
        RollBackAliasUseCase rollBack,
        SchemaChanges changes,
        AliasPolicyQueries policies,
        EditAliasPolicyUseCase editPolicy) {
    private static final Logger LOG = LoggerFactory.getLogger(Governance.class);

    /** How long a new version waits at most before an alias that follows takes it. */
    private static final Duration FOLLOW_EVERY = Duration.ofSeconds(5);

    static Governance start(
            Vertx vertx, MongoStorage storage, AgentResolver resolver, AuditLog audit, ApprovalMode mode) {
        Clock clock = Clock.systemUTC();
        var moves = new AliasMoves(storage.aliases(), resolver, audit, clock);
        SchemaChanges changes = changes(vertx, storage, new SchemaChanges.Rules(mode, audit, ids(clock), clock));
        var follower = new AliasFollower(new AliasFollower.Parts(
                storage.aliasPolicies(), storage.versions(), storage.aliases(), changes.gate(), moves));
        AtomicBoolean sweeping = new AtomicBoolean();
        vertx.setPeriodic(FOLLOW_EVERY.toMillis(), timer -> sweep(follower, sweeping));
        return new Governance(
                new RemapAliasUseCase(storage.versions(), storage.aliases(), changes.gate(), moves),
                new RollBackAliasUseCase(storage.aliases(), moves),
                changes,
                new AliasPolicyQueries(
                        storage.aliasPolicies(),
                        new AgentQueries(storage.agents(), storage.versions(), storage.aliases())),
                new EditAliasPolicyUseCase(storage.agents(), storage.aliasPolicies(), resolver, audit, clock));
    }

    private static SchemaChanges changes(Vertx vertx, MongoStorage storage, SchemaChanges.Rules rules) {
        var comparator = new ContractComparator();
        return SchemaChanges.over(
                new SchemaChanges.Stores(
                        storage.schemaChanges(),
                        storage.aliasPolicies(),
                        storage.versions(),
                        storage.aliases(),
                        storage.apiKeys()),
                new SchemaChanges.Evidence(
                        new Comparisons(vertx, comparator::compare),
                        new TracedInputs(vertx, storage.traces()),
                        new KnownConsumers(
                                new ObservedConsumers(storage.traces(), storage.apiKeys()),
                                new AffectedConsumers(storage.consumers(), Clock.systemUTC()),
                                storage.apiKeys())),
                rules);
    }

    private static IdGenerator ids(Clock clock) {
        return IdGenerator.random(clock);
    }

    /** One sweep at a time, however long it takes. */
    private static void sweep(AliasFollower follower, AtomicBoolean sweeping) {
        if (!sweeping.compareAndSet(false, true)) {
            return;
        }
        follower.sweep().onComplete(done -> sweeping.set(false)).onFailure(Governance::report);
    }

    /** That the store is away is told elsewhere. */
    private static void report(Throwable failure) {
        boolean away = failure instanceof KeelsonException known && known.code() == ErrorCode.STORE_UNAVAILABLE;
        if (!away) {
            LOG.warn("aliases could not follow new versions", failure);
        }
    }
}
