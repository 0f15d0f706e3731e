package dev.keelson.core.agent;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Points an alias at one version, or at several with weights; creates the alias if there is none. */
public final class RemapAliasUseCase {
    private static final int MAX_ALIASES = 50;

    private final AgentVersionRepository versions;
    private final AliasRepository aliases;
    private final AliasGate gate;
    private final AliasMoves moves;

    public RemapAliasUseCase(
            AgentVersionRepository versions, AliasRepository aliases, AliasGate gate, AliasMoves moves) {
        this.versions = versions;
        this.aliases = aliases;
        this.gate = gate;
        this.moves = moves;
    }

    /**
     * Where the alias is to point.
     *
     * @param expectedRevision revision that the mover has seen, 0 for none; null goes by what is there now
     */
    public record Input(
            Principal by,
            String agent,
            String alias,
            List<AliasTarget> targets,
            @Nullable Integer expectedRevision,
            String reason) {}

    /**
     * Fails with {@link ErrorCode#REVISION_STALE} carrying the current {@link Alias}, with
     * {@link ErrorCode#VERSION_NOT_FOUND}, or as {@link AliasGate#check} does. A move that needs an approved schema change
     * and has none moves nothing and proposes it; once that is approved the same call makes the move.
     */
    public Future<Alias> execute(Input input) {
        input.by().require(Permission.ALIAS_MOVE);
        input.by().requireAgent(input.agent());
        Names.requireAliasName(input.alias());
        AliasTarget.requireValid(input.targets());
        return aliases.find(input.agent(), input.alias())
                .compose(current -> requireRoom(input, current))
                .compose(current -> move(input, requireExpected(input, current).orElse(null)));
    }

    private Future<Optional<Alias>> requireRoom(Input input, Optional<Alias> current) {
        if (current.isPresent()) {
            return Future.succeededFuture(current);
        }
        return aliases.listByAgent(input.agent()).map(all -> {
            if (all.size() >= MAX_ALIASES) {
                throw invalid("/alias", "an agent has at most " + MAX_ALIASES + " aliases");
            }
            return current;
        });
    }

    private Future<Alias> move(Input input, @Nullable Alias current) {
        return versions.findAll(input.agent(), input.targets())
                .compose(found -> gate.check(new AliasGate.PlannedMove(
                        input.by(), input.agent(), input.alias(), input.targets(), found, current, input.reason())))
                .compose(pass -> moves.commit(next(input, current, pass)));
    }

    private static AliasMoves.Next next(Input input, @Nullable Alias current, AliasGate.Pass pass) {
        return new AliasMoves.Next(
                input.by(),
                input.agent(),
                input.alias(),
                input.targets(),
                current,
                current == null ? Alias.Action.CREATE : Alias.Action.REMAP,
                null,
                input.reason(),
                pass.schemaChange());
    }

    private static Optional<Alias> requireExpected(Input input, Optional<Alias> current) {
        int revision = current.map(Alias::revision).orElse(0);
        Integer expected = input.expectedRevision();
        if (expected == null || expected == revision) {
            return current;
        }
        if (current.isEmpty()) {
            throw AgentQueries.noAlias(input.agent(), input.alias());
        }
        throw KeelsonException.stale(
                "the alias is at revision " + revision + " (expected: " + expected + ")", current.get());
    }

    private static KeelsonException invalid(String pointer, String message) {
        return new KeelsonException(
                ErrorCode.REQUEST_INVALID, message, List.of(Violation.at(pointer, "limit", message)));
    }
}
