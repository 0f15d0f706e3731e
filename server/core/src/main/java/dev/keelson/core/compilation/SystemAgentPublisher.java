package dev.keelson.core.compilation;

import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.agent.AgentSettings;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasMoves;
import dev.keelson.core.agent.AliasRepository;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.agent.DefinitionCompiler;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.agent.Limits;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.PublishVersionUseCase;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a system agent into the store as it is shipped: draft, version and the alias {@code production}. Doing so twice,
 * or on two nodes at once, leaves the same. A draft that a person edited or an alias that a person moved stays as it is.
 */
public final class SystemAgentPublisher {
    private static final Limits LIMITS = new Limits(180_000, 6, 0, 2);
    private static final String NOTE = "as shipped with Keelson";

    private final Parts parts;

    public SystemAgentPublisher(Parts parts) {
        this.parts = parts;
    }

    /** What it works with. */
    public record Parts(
            SystemAgentModels models,
            DefinitionCompiler compiler,
            AgentRepository agents,
            AliasRepository aliases,
            PublishVersionUseCase publish,
            AliasMoves moves,
            Clock clock) {}

    /** Fails with {@link ErrorCode#DEFINITION_INVALID} when no model fits. */
    Future<Void> publish(SystemAgent agent) {
        String spec = SystemAgentSpecs.of(agent);
        return fitting(spec, parts.models().policies(), 0)
                .compose(definition -> put(agent.agentName(), definition))
                .compose(stored -> isOurs(stored.draft()) ? publish(stored.name()) : Future.succeededFuture());
    }

    /** The first policy that there are models for. */
    private Future<AgentDefinition> fitting(String spec, List<ModelPolicy> policies, int next) {
        var settings = new AgentSettings(policies.get(next), List.of(), List.of(), LIMITS);
        return parts.compiler()
                .compile(spec, settings)
                .recover(failure -> next + 1 < policies.size() && isUnfit(failure)
                        ? fitting(spec, policies, next + 1)
                        : Future.failedFuture(failure));
    }

    private static boolean isUnfit(Throwable failure) {
        return failure instanceof KeelsonException known && known.code() == ErrorCode.DEFINITION_INVALID;
    }

    private Future<Agent> put(String name, AgentDefinition definition) {
        return parts.agents()
                .find(name)
                .compose(found -> found.isPresent() ? update(found.get(), definition) : insert(name, definition))
                .recover(failure -> otherNodeWas(failure) ? reread(name) : Future.failedFuture(failure));
    }

    private Future<Agent> insert(String name, AgentDefinition definition) {
        Draft draft = draft(definition, 1);
        return parts.agents().insert(new Agent(name, draft.updatedAt(), draft.updatedBy(), draft));
    }

    private Future<Agent> update(Agent agent, AgentDefinition definition) {
        Draft draft = agent.draft();
        boolean same = !draft.waitsForCompilation() && draft.compiled().digest().equals(definition.digest());
        return same || !isOurs(draft)
                ? Future.succeededFuture(agent)
                : parts.agents().replaceDraft(agent.name(), draft(definition, draft.revision() + 1));
    }

    private Future<Agent> reread(String name) {
        return parts.agents().find(name).map(Optional::orElseThrow);
    }

    private Draft draft(AgentDefinition definition, long revision) {
        String keelson = SystemAgents.KEELSON.keyId();
        // The models as the policy has them; which ones fit is pinned again with each publication.
        var settings = new AgentSettings(
                definition.models().withCandidates(List.of()), List.of(), List.of(), definition.limits());
        return new Draft(
                definition.spec(),
                settings,
                definition,
                revision,
                parts.clock().instant(),
                keelson,
                Map.of(keelson, revision));
    }

    private static boolean isOurs(Draft draft) {
        return draft.updatedBy().equals(SystemAgents.KEELSON.keyId());
    }

    private Future<Void> publish(String name) {
        var input = new PublishVersionUseCase.Input(SystemAgents.KEELSON, name, null, NOTE);
        return parts.publish()
                .execute(input)
                .compose(output -> parts.aliases()
                        .find(name, SystemAgents.alias())
                        .compose(alias -> point(alias, output.version())))
                .recover(failure -> otherNodeWas(failure) ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    private Future<Void> point(Optional<Alias> alias, AgentVersion version) {
        List<AliasTarget> targets = List.of(new AliasTarget(version.number(), 1));
        boolean settled = alias.filter(
                        now -> now.targets().equals(targets) || !now.movedBy().equals(SystemAgents.KEELSON.keyId()))
                .isPresent();
        if (settled) {
            return Future.succeededFuture();
        }
        // Keelson's own agents have no callers but Keelson: their contracts change with the server that reads them.
        return parts.moves()
                .commit(new AliasMoves.Next(
                        SystemAgents.KEELSON,
                        version.agent(),
                        SystemAgents.alias(),
                        targets,
                        alias.orElse(null),
                        alias.isEmpty() ? Alias.Action.CREATE : Alias.Action.REMAP,
                        null,
                        NOTE,
                        null))
                .mapEmpty();
    }

    private static boolean otherNodeWas(Throwable failure) {
        return failure instanceof KeelsonException known
                && (known.code() == ErrorCode.AGENT_EXISTS || known.code() == ErrorCode.REVISION_STALE);
    }
}
