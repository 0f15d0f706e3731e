package dev.keelson.core.schemachange;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasPolicyRepository;
import dev.keelson.core.agent.AliasRepository;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.compatibility.ContractComparison;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells before a move what it would do to callers and what it would need. Proposes nothing. */
public final class MoveQueries {
    private final AliasRepository aliases;
    private final AliasPolicyRepository policies;
    private final Showing showing;
    private final Proposals proposals;

    MoveQueries(AliasRepository aliases, AliasPolicyRepository policies, Showing showing, Proposals proposals) {
        this.aliases = aliases;
        this.policies = policies;
        this.showing = showing;
        this.proposals = proposals;
    }

    /**
     * The outlook of a move.
     *
     * @param standing the live schema change that stands for exactly this move; null when there is none
     */
    public record Preview(
            ContractComparison comparison,
            boolean changesContract,
            boolean needsApproval,
            @Nullable Standing standing) {}

    /** Empty when there is no such alias yet. Fails with {@link ErrorCode#VERSION_NOT_FOUND}. */
    public Future<Optional<Preview>> preview(Principal by, String agent, String alias, List<AliasTarget> targets) {
        by.require(Permission.AGENT_READ);
        by.requireAgent(agent);
        AliasTarget.requireValid(targets);
        return aliases.find(agent, alias)
                .compose(found -> found.map(current -> preview(current, targets).map(Optional::of))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    private Future<Preview> preview(Alias current, List<AliasTarget> targets) {
        return policies.inForce(current.agent(), current.name())
                .compose(policy -> showing.of(current, targets)
                        .compose(shown -> proposals
                                .live(shown)
                                .map(live -> new Preview(
                                        shown.comparison(),
                                        shown.changesContract(),
                                        AliasGovernance.needsApproval(policy, shown),
                                        live.orElse(null)))));
    }
}
