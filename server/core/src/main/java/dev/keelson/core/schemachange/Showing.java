package dev.keelson.core.schemachange;

import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.AgentVersionRepository;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts together what is shown of a move to those who decide. */
final class Showing {
    private final AgentVersionRepository versions;
    private final Comparisons comparisons;
    private final RealInputs traffic;
    private final AffectedConsumers consumers;

    Showing(AgentVersionRepository versions, Comparisons comparisons, RealInputs traffic, AffectedConsumers consumers) {
        this.versions = versions;
        this.comparisons = comparisons;
        this.traffic = traffic;
        this.consumers = consumers;
    }

    /** Fails with {@link ErrorCode#VERSION_NOT_FOUND}. */
    Future<Shown> of(Alias current, List<AliasTarget> targets) {
        Future<List<AgentVersion>> served = versions.findAll(current.agent(), current.targets());
        Future<List<AgentVersion>> next = versions.findAll(current.agent(), targets);
        return Future.all(served, next)
                .compose(both -> comparisons.between(Shown.contracts(served.result()), Shown.contracts(next.result())))
                .map(comparison -> new Shown(current, served.result(), targets, next.result(), comparison));
    }

    Future<Impact> impact(Shown shown) {
        Alias alias = shown.current();
        Future<RealInputs.RefusedInputs> refused = traffic.refusedBy(
                shown.newContracts().stream().map(Contract::input).toList(), alias.agent(), alias.name());
        Future<List<AffectedConsumers.Consumer>> affected =
                consumers.of(alias.agent(), alias.name(), shown.comparison().changes());
        return Future.all(refused, affected)
                .map(done -> new Impact(shown.comparison(), refused.result(), affected.result()));
    }

    /** Ids of the keys that wrote what callers would get and don't have now. */
    Future<Set<String>> authors(Shown shown) {
        Set<Integer> served = new HashSet<>(
                shown.current().targets().stream().map(AliasTarget::version).toList());
        int base = served.stream().mapToInt(Integer::intValue).min().orElse(0);
        List<Future<Set<String>>> written = shown.targets().stream()
                .map(AliasTarget::version)
                .filter(version -> !served.contains(version))
                .map(version ->
                        versions.authorsBetween(shown.current().agent(), version > base ? base : version - 1, version))
                .toList();
        return Future.all(written).map(CompositeFuture::<Set<String>>list).map(Showing::union);
    }

    private static Set<String> union(List<Set<String>> all) {
        Set<String> union = new HashSet<>();
        all.forEach(union::addAll);
        return union;
    }
}
