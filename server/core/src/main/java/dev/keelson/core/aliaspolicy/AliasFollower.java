package dev.keelson.core.aliaspolicy;

import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.AgentVersionRepository;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasGate;
import dev.keelson.core.agent.AliasMoves;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.AliasPolicy.Follow;
import dev.keelson.core.agent.AliasPolicyRepository;
import dev.keelson.core.agent.AliasRepository;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.agent.VersionSummary;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/**
 * Gives aliases whose policy says so the versions that were published since they last moved. It looks at what is stored
 * and not at events, so a sweep also does what a crash left undone. An alias that splits its callers does not follow: its
 * targets are someone's experiment. Of two nodes that follow at once one wins, and both want the same.
 */
public final class AliasFollower {
    /** Who moves an alias that follows, as the history and the audit log name it. */
    public static final Principal ACTOR =
            new Principal("keelson-follow", "keelson-follow", Role.OPERATOR, Set.of(), "keelson");

    private static final int PAGE = 100;
    private static final int MAX_CANDIDATES = 20;

    private final AliasPolicyRepository policies;
    private final AgentVersionRepository versions;
    private final AliasRepository aliases;
    private final AliasGate gate;
    private final AliasMoves moves;

    public AliasFollower(Parts parts) {
        policies = parts.policies;
        versions = parts.versions;
        aliases = parts.aliases;
        gate = parts.gate;
        moves = parts.moves;
    }

    /** What a follower reads and moves. */
    public record Parts(
            AliasPolicyRepository policies,
            AgentVersionRepository versions,
            AliasRepository aliases,
            AliasGate gate,
            AliasMoves moves) {}

    /** Looks at every alias that follows; gives the number of those that were moved. */
    public Future<Integer> sweep() {
        return sweep(PageRequest.first(PAGE), 0);
    }

    private Future<Integer> sweep(PageRequest request, int moved) {
        return policies.listFollowing(request)
                .compose(page -> followAll(page.items(), 0, moved).compose(sum -> next(page, sum)));
    }

    private Future<Integer> next(Page<AliasPolicy> page, int moved) {
        String cursor = page.nextCursor();
        return cursor == null ? Future.succeededFuture(moved) : sweep(new PageRequest(PAGE, cursor), moved);
    }

    /** One after the other, so that a sweep never takes more of the store than one caller does. */
    private Future<Integer> followAll(List<AliasPolicy> page, int index, int moved) {
        if (index == page.size()) {
            return Future.succeededFuture(moved);
        }
        return follow(page.get(index)).compose(done -> followAll(page, index + 1, done ? moved + 1 : moved));
    }

    private Future<Boolean> follow(AliasPolicy policy) {
        return aliases.find(policy.agent(), policy.alias())
                .compose(found -> found.filter(alias -> alias.targets().size() == 1)
                        .map(alias -> follow(policy, alias))
                        .orElseGet(() -> Future.succeededFuture(false)))
                .recover(AliasFollower::notNow);
    }

    private Future<Boolean> follow(AliasPolicy policy, Alias alias) {
        return versions.list(alias.agent(), PageRequest.first(MAX_CANDIDATES))
                .map(page -> page.items().stream()
                        .filter(version -> isNews(version, alias))
                        .toList())
                .compose(news -> news.isEmpty()
                        ? Future.succeededFuture(false)
                        : wanted(policy, alias, news).compose(wanted -> firstFree(alias, wanted, 0)));
    }

    /** What someone has rolled back from, or passed over, was published before the alias last moved. */
    private static boolean isNews(VersionSummary version, Alias alias) {
        return version.number() > alias.targets().get(0).version()
                && version.publishedAt().isAfter(alias.movedAt());
    }

    private Future<List<VersionSummary>> wanted(AliasPolicy policy, Alias alias, List<VersionSummary> news) {
        if (policy.terms().follow() == Follow.COMPATIBLE) {
            return Future.succeededFuture(news);
        }
        return versions.findAll(alias.agent(), alias.targets())
                .map(served -> news.stream()
                        .filter(version ->
                                version.contractDigest().equals(served.get(0).contractDigest()))
                        .toList());
    }

    private Future<Boolean> firstFree(Alias alias, List<VersionSummary> wanted, int index) {
        if (index == wanted.size()) {
            return Future.succeededFuture(false);
        }
        return plan(alias, wanted.get(index))
                .compose(move ->
                        gate.isFree(move).compose(free -> free ? commit(move) : firstFree(alias, wanted, index + 1)));
    }

    private Future<AliasGate.PlannedMove> plan(Alias alias, VersionSummary version) {
        List<AliasTarget> targets = List.of(new AliasTarget(version.number(), 1));
        String reason = "follows version " + version.number() + ", as the policy says";
        return versions.findAll(alias.agent(), targets)
                .map(found ->
                        new AliasGate.PlannedMove(ACTOR, alias.agent(), alias.name(), targets, found, alias, reason));
    }

    private Future<Boolean> commit(AliasGate.PlannedMove move) {
        return moves.commit(new AliasMoves.Next(
                        move.by(),
                        move.agent(),
                        move.alias(),
                        move.targets(),
                        move.current(),
                        Alias.Action.FOLLOW,
                        null,
                        move.reason(),
                        null))
                .map(true);
    }

    /** Someone else moved the alias: the next sweep looks at where it is then. */
    private static Future<Boolean> notNow(Throwable failure) {
        boolean lost = failure instanceof KeelsonException known && known.code() == ErrorCode.REVISION_STALE;
        return lost ? Future.succeededFuture(false) : Future.failedFuture(failure);
    }
}
