package dev.keelson.core.schemachange;

import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasGate;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.AliasPolicyRepository;
import dev.keelson.core.agent.FreezeWindow;
import dev.keelson.core.compatibility.ChangeClass;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Lets a move pass as the alias's policy says, and one that needs approval only with the schema change that was approved
 * for exactly it. The policy is read from the store each time.
 */
final class AliasGovernance implements AliasGate {
    private final AliasPolicyRepository policies;
    private final Showing showing;
    private final Proposals proposals;
    private final Clock clock;

    AliasGovernance(AliasPolicyRepository policies, Showing showing, Proposals proposals, Clock clock) {
        this.policies = policies;
        this.showing = showing;
        this.proposals = proposals;
        this.clock = clock;
    }

    @Override
    public Future<Pass> check(PlannedMove move) {
        return policies.inForce(move.agent(), move.alias()).compose(policy -> {
            requireMover(policy, move);
            policy.terms().frozenAt(clock.instant()).ifPresent(window -> refuseFrozen(move, window));
            Alias current = move.current();
            return current == null ? firstMove(move) : check(move, current, policy);
        });
    }

    @Override
    public Future<Boolean> isFree(PlannedMove move) {
        Alias current = move.current();
        return policies.inForce(move.agent(), move.alias()).compose(policy -> {
            if (current == null || policy.terms().frozenAt(clock.instant()).isPresent()) {
                return Future.succeededFuture(false);
            }
            return showing.of(current, move.targets()).map(shown -> !needsApproval(policy, shown));
        });
    }

    private Future<Pass> check(PlannedMove move, Alias current, AliasPolicy policy) {
        return showing.of(current, move.targets())
                .compose(shown ->
                        needsApproval(policy, shown) ? approved(move, shown) : Future.succeededFuture(Pass.FREE));
    }

    /** Nobody depends on it yet, so nothing can break; but its callers are to have one contract. */
    private static Future<Pass> firstMove(PlannedMove move) {
        long contracts = move.versions().stream()
                .map(AgentVersion::contractDigest)
                .distinct()
                .count();
        if (contracts > 1) {
            String message = "the targets have " + contracts + " different contracts (expected: one on a new alias)";
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID, message, List.of(Violation.at("/targets", "contract", message)));
        }
        return Future.succeededFuture(Pass.FREE);
    }

    static boolean needsApproval(AliasPolicy policy, Shown shown) {
        return switch (policy.terms().approval()) {
            case CONTRACT -> shown.changesContract();
            case RISKY ->
                shown.changesContract() && shown.comparison().verdict().compareTo(ChangeClass.RISKY) >= 0;
            case ALWAYS -> !shown.targets().equals(shown.current().targets());
        };
    }

    private Future<Pass> approved(PlannedMove move, Shown shown) {
        return proposals
                .findOrOpen(shown, new Proposals.Wish(move.by(), move.reason()))
                .recover(failure -> Future.failedFuture(withoutReason(failure, shown)))
                .map(standing -> {
                    if (standing.letsMove()) {
                        return new Pass(standing.change().id());
                    }
                    throw notApproved(shown).withCurrent(standing.change());
                });
    }

    /** Whoever asks for the move first learns that it needs approval, then that proposing it takes a reason. */
    private static Throwable withoutReason(Throwable failure, Shown shown) {
        boolean unreasoned = failure instanceof KeelsonException known && known.code() == ErrorCode.REQUEST_INVALID;
        return unreasoned
                ? new KeelsonException(
                        ErrorCode.CONTRACT_CHANGED,
                        notApproved(shown).text() + ", and to propose that a reason is needed",
                        ((KeelsonException) failure).violations())
                : failure;
    }

    private static KeelsonException notApproved(Shown shown) {
        String what = shown.changesContract()
                ? ", whose contract differs from that of the new target ("
                        + shown.comparison().verdict().id() + ")"
                : ", and its policy asks for approval of every move";
        return new KeelsonException(
                ErrorCode.CONTRACT_CHANGED,
                "alias " + shown.current().name() + " serves " + shown.current().describeTargets() + what
                        + ": the move needs an approved schema change");
    }

    private static void requireMover(AliasPolicy policy, PlannedMove move) {
        if (!policy.terms().lets(move.by())) {
            throw new KeelsonException(
                    ErrorCode.MOVE_NOT_ALLOWED, "the policy of alias " + move.alias() + " lets others move it");
        }
    }

    private void refuseFrozen(PlannedMove move, FreezeWindow window) {
        Instant now = clock.instant();
        throw new KeelsonException(
                        ErrorCode.ALIAS_FROZEN,
                        "alias " + move.alias() + " is frozen until " + window.to() + ": " + window.reason())
                .withRetryAfter(Duration.between(now, window.to()));
    }
}
