package dev.keelson.core.usage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says which budgets and rate limits cover a call, from a list that is read again every few seconds: a call that nothing
 * covers costs one look-up and no store operation. Safe for concurrent use.
 */
public final class UsageRules {
    static final Duration EVERY = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final BudgetRepository budgets;
    private final RateLimitRepository limits;
    private volatile Compiled compiled =
            new Compiled(Lookup.of(List.of(), BudgetTerms::scope), Lookup.of(List.of(), RateLimit::scope));
    private volatile long timer = -1;

    public UsageRules(Vertx vertx, BudgetRepository budgets, RateLimitRepository limits) {
        this.vertx = vertx;
        this.budgets = budgets;
        this.limits = limits;
    }

    /** Completes when the rules are known; from then on they are read again every two seconds. */
    public Future<Void> start() {
        timer = vertx.setPeriodic(EVERY.toMillis(), tick -> poll());
        return refresh();
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    /** Reads the rules now, after this node has changed one. */
    public Future<Void> refresh() {
        return budgets.list()
                .compose(all -> limits.list().map(rates -> {
                    List<BudgetTerms> terms = all.stream().map(Budget::terms).toList();
                    compiled = new Compiled(Lookup.of(terms, BudgetTerms::scope), Lookup.of(rates, RateLimit::scope));
                    return null;
                }));
    }

    List<BudgetTerms> budgets(UsageSubject subject) {
        return compiled.budgets.covering(subject);
    }

    List<RateLimit> rateLimits(UsageSubject subject) {
        return compiled.limits.covering(subject);
    }

    /** A store that does not answer leaves the rules as they are. */
    private void poll() {
        refresh().onFailure(unavailable -> {});
    }

    private record Compiled(Lookup<BudgetTerms> budgets, Lookup<RateLimit> limits) {}

    /** Rules by the agent that they name. */
    private record Lookup<T>(Map<String, List<T>> byAgent, List<T> ofAllAgents, Function<T, UsageScope> scope) {

        static <T> Lookup<T> of(List<T> rules, Function<T, UsageScope> scope) {
            Map<String, List<T>> byAgent = new HashMap<>();
            List<T> others = new ArrayList<>();
            for (T rule : rules) {
                String agent = scope.apply(rule).agent();
                (agent == null ? others : byAgent.computeIfAbsent(agent, first -> new ArrayList<>())).add(rule);
            }
            return new Lookup<>(byAgent, others, scope);
        }

        List<T> covering(UsageSubject subject) {
            List<T> named = byAgent.get(subject.agent());
            if (named == null && ofAllAgents.isEmpty()) {
                return List.of();
            }
            List<T> covering = new ArrayList<>();
            addCovering(covering, ofAllAgents, subject);
            addCovering(covering, named, subject);
            return covering;
        }

        private void addCovering(List<T> covering, @Nullable List<T> rules, UsageSubject subject) {
            if (rules != null) {
                rules.stream().filter(rule -> scope.apply(rule).covers(subject)).forEach(covering::add);
            }
        }
    }
}
