package dev.keelson.core.schemachange;

import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.schemachange.SchemaChange.State;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the schema change that stands for a move, or opens it. Of two who open the same one wins and both get that. */
final class Proposals {
    static final Duration LIFE = Duration.ofDays(7);
    static final int MAX_REASON = 1_000;

    private final SchemaChangeRepository changes;
    private final Showing showing;
    private final Standings standings;
    private final AuditLog audit;
    private final IdGenerator ids;
    private final Clock clock;

    Proposals(Parts parts, IdGenerator ids, Clock clock) {
        changes = parts.changes;
        showing = parts.showing;
        standings = parts.standings;
        audit = parts.audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** What proposing needs. */
    record Parts(SchemaChangeRepository changes, Showing showing, Standings standings, AuditLog audit) {}

    /** Who wants it, and why. */
    record Wish(Principal by, String reason) {}

    /** The live change that stands for exactly what is shown, if there is one. */
    Future<Optional<Standing>> live(Shown shown) {
        return last(shown.digest()).map(found -> found.filter(Proposals::isLive));
    }

    /**
     * The live change that stands for exactly what is shown; opened if there is none. Fails with
     * {@link ErrorCode#REQUEST_INVALID} when it must be opened and there is no reason.
     */
    Future<Standing> findOrOpen(Shown shown, Wish wish) {
        return last(shown.digest()).compose(found -> {
            if (found.isPresent() && isLive(found.get())) {
                return Future.succeededFuture(found.get());
            }
            requireReason(wish.reason());
            int round = found.map(last -> last.change().round()).orElse(0) + 1;
            return open(shown, wish, round);
        });
    }

    private Future<Optional<Standing>> last(String digest) {
        return changes.latest(digest)
                .compose(found -> found.map(change -> standings.quickly(change).map(Optional::of))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    /** A change that was applied has moved its alias, so it can't stand for what is shown of that alias now. */
    private static boolean isLive(Standing standing) {
        return standing.isOpen() || standing.letsMove();
    }

    private Future<Standing> open(Shown shown, Wish wish, int round) {
        Future<Impact> impact = showing.impact(shown);
        Future<Set<String>> authors = showing.authors(shown);
        return Future.all(impact, authors)
                .map(done -> change(shown, wish, impact.result(), authors.result(), round))
                .compose(change ->
                        audit.record(audited(change, wish.by()), () -> insert(change), AuditedSchemaChanges::describe))
                .map(change -> new Standing(change, false));
    }

    private Future<SchemaChange> insert(SchemaChange change) {
        return changes.insert(change)
                .compose(inserted -> inserted ? Future.succeededFuture(change) : theOther(change.digest()));
    }

    private Future<SchemaChange> theOther(String digest) {
        return changes.latest(digest)
                .map(found -> found.orElseThrow(() -> new IllegalStateException("no change with digest " + digest)));
    }

    private SchemaChange change(Shown shown, Wish wish, Impact impact, Set<String> written, int round) {
        Instant now = clock.instant();
        Set<String> authors = new HashSet<>(written);
        authors.add(wish.by().keyId());
        var proposal = new SchemaChange.Proposal(
                shown.current().agent(),
                shown.current().name(),
                shown.targets(),
                new SchemaChange.Base(
                        shown.current().revision(), shown.current().targets()),
                authors,
                wish.by().keyId(),
                wish.by().owner(),
                now,
                wish.reason(),
                now.plus(LIFE));
        return new SchemaChange(ids.executionId(), proposal, impact, shown.digest(), round, State.OPEN, null, 1);
    }

    private static AuditedChange audited(SchemaChange change, Principal by) {
        return new AuditedChange(
                by,
                AuditActions.SCHEMA_CHANGE_PROPOSE,
                AuditedSchemaChanges.change(change),
                "",
                change.proposal().reason());
    }

    /** Throws {@link ErrorCode#REQUEST_INVALID} unless someone said why. */
    static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            String message = "reason has " + reason.strip().length() + " characters (expected: 1 to " + MAX_REASON
                    + ", since others have to judge it)";
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID, message, List.of(Violation.at("/reason", "size", message)));
        }
    }
}
