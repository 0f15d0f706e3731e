package dev.keelson.core.agent;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings back what an alias served before. Rolling back twice goes back two steps, not forth again. Always allowed,
 * whatever the contract: callers have had it before.
 */
public final class RollBackAliasUseCase {
    private static final int PAGE = PageRequest.MAX_LIMIT;

    private final AliasRepository aliases;
    private final AliasMoves moves;

    public RollBackAliasUseCase(AliasRepository aliases, AliasMoves moves) {
        this.aliases = aliases;
        this.moves = moves;
    }

    /**
     * Which alias to roll back.
     *
     * @param expectedRevision revision that the mover has seen; null goes by what is there now
     */
    public record Input(
            Principal by,
            String agent,
            String alias,
            @Nullable Integer expectedRevision,
            String reason) {}

    /**
     * Fails with {@link ErrorCode#NOTHING_TO_ROLL_BACK_TO}, {@link ErrorCode#ALIAS_NOT_FOUND} or
     * {@link ErrorCode#REVISION_STALE} carrying the current {@link Alias}.
     */
    public Future<Alias> execute(Input input) {
        input.by().require(Permission.ALIAS_MOVE);
        input.by().requireAgent(input.agent());
        return aliases.find(input.agent(), input.alias())
                .map(found -> found.orElseThrow(() -> AgentQueries.noAlias(input.agent(), input.alias())))
                .map(current -> requireExpected(input, current))
                .compose(current -> rollBack(input, current));
    }

    private static Alias requireExpected(Input input, Alias current) {
        Integer expected = input.expectedRevision();
        if (expected != null && expected != current.revision()) {
            throw KeelsonException.stale(
                    "the alias is at revision " + current.revision() + " (expected: " + expected + ")", current);
        }
        return current;
    }

    private Future<Alias> rollBack(Input input, Alias current) {
        return findEarlier(current, PageRequest.first(PAGE))
                .map(earlier -> earlier.orElseThrow(() -> new KeelsonException(
                        ErrorCode.NOTHING_TO_ROLL_BACK_TO,
                        "alias " + input.alias() + " has served nothing before " + current.describeTargets())))
                .compose(earlier -> moves.commit(restored(input, current, earlier)));
    }

    private Future<Optional<Alias>> findEarlier(Alias current, PageRequest request) {
        Integer restores = current.restores();
        int before = restores == null ? current.revision() : restores;
        return aliases.history(current.agent(), current.name(), request).compose(page -> {
            Optional<Alias> earlier = page.items().stream()
                    .filter(entry -> entry.revision() < before)
                    .filter(entry -> !entry.targets().equals(current.targets()))
                    .findFirst();
            return earlier.isPresent() || page.nextCursor() == null
                    ? Future.succeededFuture(earlier)
                    : findEarlier(current, nextPage(page));
        });
    }

    private static PageRequest nextPage(Page<Alias> page) {
        return new PageRequest(PAGE, page.nextCursor());
    }

    private static AliasMoves.Next restored(Input input, Alias current, Alias earlier) {
        Integer restores = earlier.restores();
        return new AliasMoves.Next(
                input.by(),
                current.agent(),
                current.name(),
                earlier.targets(),
                current,
                Alias.Action.ROLLBACK,
                restores == null ? Integer.valueOf(earlier.revision()) : restores,
                input.reason(),
                null);
    }
}
