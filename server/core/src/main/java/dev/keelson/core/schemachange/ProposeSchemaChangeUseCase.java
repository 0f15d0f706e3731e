package dev.keelson.core.schemachange;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasRepository;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import java.util.List;

/** Proposes that an alias may serve other versions, ahead of the move. Proposing the same twice gives the same change. */
public final class ProposeSchemaChangeUseCase {
    private final AliasRepository aliases;
    private final Showing showing;
    private final Proposals proposals;

    ProposeSchemaChangeUseCase(AliasRepository aliases, Showing showing, Proposals proposals) {
        this.aliases = aliases;
        this.showing = showing;
        this.proposals = proposals;
    }

    /** What the alias is to serve, and why. */
    public record Input(Principal by, String agent, String alias, List<AliasTarget> targets, String reason) {}

    /**
     * Fails with {@link ErrorCode#ALIAS_NOT_FOUND}, since a new alias needs no approval,
     * {@link ErrorCode#VERSION_NOT_FOUND}, or {@link ErrorCode#REQUEST_INVALID} when nothing would change.
     */
    public Future<Standing> execute(Input input) {
        input.by().require(Permission.ALIAS_MOVE);
        input.by().requireAgent(input.agent());
        AliasTarget.requireValid(input.targets());
        Proposals.requireReason(input.reason());
        return aliases.find(input.agent(), input.alias())
                .map(found -> found.orElseThrow(() -> new KeelsonException(
                        ErrorCode.ALIAS_NOT_FOUND, "no alias " + input.alias() + " of agent " + input.agent())))
                .compose(current -> showing.of(requireOther(current, input.targets()), input.targets()))
                .compose(shown -> proposals.findOrOpen(shown, new Proposals.Wish(input.by(), input.reason())));
    }

    private static Alias requireOther(Alias current, List<AliasTarget> targets) {
        if (current.targets().equals(targets)) {
            String message = "the alias serves " + current.describeTargets() + " already";
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID, message, List.of(Violation.at("/targets", "same", message)));
        }
        return current;
    }
}
