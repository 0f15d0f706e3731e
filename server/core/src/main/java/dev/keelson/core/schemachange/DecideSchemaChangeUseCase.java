package dev.keelson.core.schemachange;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.common.Failpoint;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.schemachange.SchemaChange.Decision;
import dev.keelson.core.schemachange.SchemaChange.State;
import io.vertx.core.Future;
import java.time.Clock;

/** Approves or rejects a schema change: one compare-and-set, of two who decide one loses. Nothing moves by it. */
public final class DecideSchemaChangeUseCase {
    private final SchemaChangeRepository changes;
    private final Standings standings;
    private final Approvers approvers;
    private final AuditLog audit;
    private final Clock clock;

    DecideSchemaChangeUseCase(Parts parts, AuditLog audit, Clock clock) {
        changes = parts.changes;
        standings = parts.standings;
        approvers = parts.approvers;
        this.audit = audit;
        this.clock = clock;
    }

    /** What deciding needs. */
    record Parts(SchemaChangeRepository changes, Standings standings, Approvers approvers) {}

    /**
     * The decision.
     *
     * @param revision of the change that the decider has seen
     * @param digest of what the decider was shown
     */
    public record Input(Principal by, String id, int revision, String digest, Verdict verdict, String reason) {}

    /** What was decided. */
    public enum Verdict {
        APPROVE,
        /** Authors may reject too: that takes the change back. */
        REJECT
    }

    /**
     * Fails with {@link ErrorCode#SCHEMA_CHANGE_NOT_FOUND}; {@link ErrorCode#SCHEMA_CHANGE_CLOSED}, also when the alias has
     * moved on or what was shown is no longer so; {@link ErrorCode#REVISION_STALE} carrying the current
     * {@link SchemaChange} when the decider saw another revision or digest; or {@link ErrorCode#APPROVER_IS_AUTHOR}.
     */
    public Future<Standing> execute(Input input) {
        input.by().require(Permission.SCHEMA_CHANGE_DECIDE);
        Proposals.requireReason(input.reason());
        return changes.find(input.id())
                .map(found -> found.filter(
                                change -> input.by().maySee(change.proposal().agent()))
                        .orElseThrow(() -> Standings.notFound(input.id())))
                .compose(standings::thoroughly)
                .map(standing -> requireSeen(input, requireOpen(standing)))
                .compose(change -> decided(input, change)
                        .compose(next -> audit.record(
                                audited(input, change), () -> store(next), AuditedSchemaChanges::describe)))
                .map(change -> new Standing(change, false));
    }

    private static SchemaChange requireOpen(Standing standing) {
        SchemaChange change = standing.change();
        if (!standing.isOpen()) {
            throw new KeelsonException(
                            ErrorCode.SCHEMA_CHANGE_CLOSED,
                            "the schema change is " + change.state().id() + (standing.applied() ? " and applied" : ""))
                    .withCurrent(change);
        }
        return change;
    }

    private static SchemaChange requireSeen(Input input, SchemaChange change) {
        if (change.revision() != input.revision()) {
            throw KeelsonException.stale("the schema change is at revision " + change.revision(), change);
        }
        if (!change.digest().equals(input.digest())) {
            throw KeelsonException.stale("the digest is not that of what is shown now", change);
        }
        return change;
    }

    private Future<SchemaChange> decided(Input input, SchemaChange change) {
        if (input.verdict() == Verdict.REJECT) {
            return Future.succeededFuture(change.decided(State.REJECTED, decision(input, false)));
        }
        return approvers
                .selfApproving(input.by(), change)
                .map(self -> change.decided(State.APPROVED, decision(input, self)));
    }

    private Decision decision(Input input, boolean self) {
        return new Decision(input.by().keyId(), input.by().owner(), clock.instant(), input.reason(), self);
    }

    private Future<SchemaChange> store(SchemaChange next) {
        Failpoint.hit("schema-change.decide.before");
        return changes.replace(next).compose(stored -> {
            Failpoint.hit("schema-change.decide.after");
            return stored ? Future.succeededFuture(next) : lost(next.id());
        });
    }

    private Future<SchemaChange> lost(String id) {
        return changes.find(id).map(found -> {
            SchemaChange current = found.orElseThrow(() -> Standings.notFound(id));
            throw new KeelsonException(
                            ErrorCode.SCHEMA_CHANGE_CLOSED,
                            "the schema change is " + current.state().id())
                    .withCurrent(current);
        });
    }

    private static AuditedChange audited(Input input, SchemaChange change) {
        return new AuditedChange(
                input.by(),
                input.verdict() == Verdict.APPROVE
                        ? AuditActions.SCHEMA_CHANGE_APPROVE
                        : AuditActions.SCHEMA_CHANGE_REJECT,
                AuditedSchemaChanges.change(change),
                AuditedSchemaChanges.describe(change),
                input.reason());
    }
}
