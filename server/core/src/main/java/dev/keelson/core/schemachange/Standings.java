package dev.keelson.core.schemachange;

import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasRepository;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.schemachange.SchemaChange.State;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;

/**
 * Finds out where a schema change stands: whether its alias has moved on, whether its time is over, and whether what was
 * shown is still so. What it finds is stored, so that a change once seen closed stays closed.
 */
final class Standings {
    private final SchemaChangeRepository changes;
    private final AliasRepository aliases;
    private final Showing showing;
    private final Clock clock;

    Standings(SchemaChangeRepository changes, AliasRepository aliases, Showing showing, Clock clock) {
        this.changes = changes;
        this.aliases = aliases;
        this.showing = showing;
        this.clock = clock;
    }

    /** Without comparing the contracts anew: for lists. */
    Future<Standing> quickly(SchemaChange change) {
        return judged(change, false);
    }

    /** Compares the contracts anew: for decisions and what they rest on. */
    Future<Standing> thoroughly(SchemaChange change) {
        return judged(change, true);
    }

    private Future<Standing> judged(SchemaChange change, boolean anew) {
        if (!change.isLive()) {
            return Future.succeededFuture(new Standing(change, false));
        }
        SchemaChange.Proposal proposal = change.proposal();
        return aliases.find(proposal.agent(), proposal.alias())
                .compose(found -> found.filter(
                                alias -> alias.revision() == proposal.base().revision())
                        .map(alias -> onItsBase(change, alias, anew))
                        .orElseGet(() -> movedOn(change)));
    }

    private Future<Standing> onItsBase(SchemaChange change, Alias alias, boolean anew) {
        if (!clock.instant().isBefore(change.proposal().expiresAt())) {
            return close(change, State.EXPIRED);
        }
        if (!anew) {
            return Future.succeededFuture(new Standing(change, false));
        }
        return showing.of(alias, change.proposal().targets())
                .compose(shown -> shown.digest().equals(change.digest())
                        ? Future.succeededFuture(new Standing(change, false))
                        : close(change, State.SUPERSEDED));
    }

    /** By the change itself, which then was applied, or by another move. */
    private Future<Standing> movedOn(SchemaChange change) {
        SchemaChange.Proposal proposal = change.proposal();
        return aliases.findRevision(
                        proposal.agent(), proposal.alias(), proposal.base().revision() + 1)
                .compose(next -> isItsWork(next, change)
                        ? Future.succeededFuture(new Standing(change, true))
                        : close(change, State.SUPERSEDED));
    }

    private static boolean isItsWork(Optional<Alias> next, SchemaChange change) {
        return next.filter(alias -> change.id().equals(alias.schemaChange())).isPresent();
    }

    /** Whoever changed it meanwhile has decided or closed it: then that holds. */
    private Future<Standing> close(SchemaChange change, State state) {
        SchemaChange closed = change.closed(state);
        return changes.replace(closed)
                .compose(stored -> stored
                        ? Future.succeededFuture(new Standing(closed, false))
                        : changes.find(change.id())
                                .map(found -> found.orElseThrow(() -> notFound(change.id())))
                                .compose(this::quickly));
    }

    static KeelsonException notFound(String id) {
        return new KeelsonException(ErrorCode.SCHEMA_CHANGE_NOT_FOUND, "no schema change " + id);
    }
}
