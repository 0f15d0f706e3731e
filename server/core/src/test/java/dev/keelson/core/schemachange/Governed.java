package dev.keelson.core.schemachange;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.CanIgnoreReturnValue;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.ApiKey;
import dev.keelson.core.access.InMemoryApiKeyRepository;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentResolver;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasMoves;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.agent.InMemoryAgentVersionRepository;
import dev.keelson.core.agent.InMemoryAliasPolicyRepository;
import dev.keelson.core.agent.InMemoryAliasRepository;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.agent.RollBackAliasUseCase;
import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.trace.InMemoryTraceRepository;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An agent {@code triage} whose alias is governed, over stores in memory: what movers and approvers do. */
public final class Governed implements AutoCloseable {
    public static final String AGENT = "triage";
    public static final String ALIAS = "production";

    public final Vertx vertx = Vertx.vertx();
    public final FixedTime clock = new FixedTime();
    public final InMemoryAgentVersionRepository versions = new InMemoryAgentVersionRepository();
    public final InMemoryAliasRepository aliases = new InMemoryAliasRepository();
    public final InMemoryAliasPolicyRepository policies = new InMemoryAliasPolicyRepository();
    public final InMemorySchemaChangeRepository changes = new InMemorySchemaChangeRepository();
    public final InMemoryApiKeyRepository keys = new InMemoryApiKeyRepository();
    public final InMemoryTraceRepository traces = new InMemoryTraceRepository();
    public final RecordingAuditLog audit = new RecordingAuditLog();
    public final MaxPropertiesComparer comparer = new MaxPropertiesComparer();
    public final AgentResolver resolver =
            new AgentResolver(versions, aliases, Ticker.systemTicker()).withPolicies(policies);
    public final AliasMoves moves = new AliasMoves(aliases, resolver, audit, clock);
    public final SchemaChanges cases;
    public final RemapAliasUseCase remap;
    public final RollBackAliasUseCase rollBack = new RollBackAliasUseCase(aliases, moves);

    public Governed(ApprovalMode mode) {
        cases = cases(mode);
        remap = new RemapAliasUseCase(versions, aliases, cases.gate(), moves);
    }

    /** The use cases anew, without what they remember: as after a restart. */
    public SchemaChanges cases(ApprovalMode mode) {
        return SchemaChanges.over(
                new SchemaChanges.Stores(changes, policies, versions, aliases, keys),
                new SchemaChanges.Evidence(
                        new Comparisons(vertx, comparer),
                        new TracedInputs(vertx, traces),
                        new ObservedConsumers(traces, keys)),
                new SchemaChanges.Rules(mode, audit, IdGenerator.random(clock), clock));
    }

    /** Issues a key and gives who holds it. */
    @CanIgnoreReturnValue
    public Principal key(String id, Role role, String owner, String issuedBy) {
        var key = new ApiKey(id, id, role, Set.of(), owner, "digest", Fixtures.NOW, issuedBy, null, null);
        if (!keys.insertIfAbsent(key).await()) {
            throw new IllegalStateException("key " + id + " is there already");
        }
        return key.principal();
    }

    /** Publishes a version with the usual contract. */
    @CanIgnoreReturnValue
    public AgentVersion publish(int number, String... authors) {
        return publish(number, Fixtures.contract(), authors);
    }

    @CanIgnoreReturnValue
    public AgentVersion publish(int number, Contract contract, String... authors) {
        AgentDefinition usual = Fixtures.definition("Version " + number, Map.of());
        var definition = new AgentDefinition(
                usual.spec(),
                usual.title(),
                usual.purpose(),
                usual.rules(),
                usual.instructions(),
                usual.examples(),
                contract,
                usual.models(),
                usual.tools(),
                usual.checks(),
                usual.limits(),
                usual.pins());
        return versions.insert(new AgentVersion(
                        AGENT,
                        number,
                        definition.digest(),
                        contract.digest(),
                        number + ".0",
                        definition,
                        clock.instant(),
                        authors[0],
                        "",
                        number,
                        Set.of(authors)))
                .await();
    }

    public Future<Alias> move(Principal by, int version) {
        return move(by, List.of(new AliasTarget(version, 1)), "callers need it");
    }

    public Future<Alias> move(Principal by, List<AliasTarget> targets, String reason) {
        return remap.execute(new RemapAliasUseCase.Input(by, AGENT, ALIAS, targets, null, reason));
    }

    public Future<Alias> rollBack(Principal by) {
        return rollBack.execute(new RollBackAliasUseCase.Input(by, AGENT, ALIAS, null, "errors"));
    }

    public Future<Standing> decide(Principal by, SchemaChange change, DecideSchemaChangeUseCase.Verdict verdict) {
        var input = new DecideSchemaChangeUseCase.Input(
                by, change.id(), change.revision(), change.digest(), verdict, "looked at it");
        return Future.succeededFuture(input).compose(cases.decide()::execute);
    }

    public void policy(AliasPolicy.Terms terms) {
        AliasPolicy next = policies.inForce(AGENT, ALIAS).await().next(terms, clock.instant(), "key-admin");
        if (!policies.put(next).await()) {
            throw new IllegalStateException("the policy was changed meanwhile");
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
