package dev.keelson.core.resilience;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.agent.ModelPolicy.Target;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Knows the health of every target that was called. Safe for concurrent use. A node has its own board: what one node
 * learns, another learns by itself.
 */
public final class TargetHealthBoard implements TargetHealth {
    private final Vertx vertx;
    private final Parts parts;
    private final ConcurrentMap<String, TargetState> targets = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ProviderState> providers = new ConcurrentHashMap<>();

    public TargetHealthBoard(Vertx vertx, Parts parts) {
        this.vertx = vertx;
        this.parts = parts;
    }

    /** What the board is made of; the ticker is for spans of time, the clock for what people read. */
    public record Parts(ResilienceConfig config, Clock clock, Ticker ticker) {}

    /** Every target that was ever called, by provider and model. */
    public List<TargetStatus> snapshot() {
        return targets.values().stream()
                .map(TargetState::status)
                .sorted(Comparator.comparing(TargetStatus::id))
                .toList();
    }

    /**
     * The provider was configured anew or an operator's check of it was good: its credential and quota count as good, and
     * its open breakers let a probe through.
     */
    public void restored(String provider) {
        credentialAccepted(provider);
        of(provider).forEach(TargetState::quotaRestored);
    }

    @Override
    public OptionalDouble latencyMillis(String target) {
        TargetState state = targets.get(target);
        return state == null ? OptionalDouble.empty() : state.meanMillis();
    }

    @Override
    public double errorRate(String target) {
        TargetState state = targets.get(target);
        return state == null ? 0 : state.breaker().failureRatio();
    }

    ResilienceConfig config() {
        return parts.config();
    }

    TargetState state(Target target) {
        TargetState known = targets.get(target.id());
        return known != null
                ? known
                : targets.computeIfAbsent(
                        target.id(), id -> new TargetState(target, provider(target.provider()), vertx, parts));
    }

    /** A health check was good. Quota is another matter: a list of models costs none. */
    void credentialAccepted(String provider) {
        provider(provider).credentialAccepted();
        of(provider).forEach(state -> state.breaker().probeEarly());
    }

    void credentialRefused(String provider) {
        provider(provider).credentialRefused();
    }

    List<TargetState> states() {
        return List.copyOf(targets.values());
    }

    private List<TargetState> of(String provider) {
        return targets.values().stream()
                .filter(state -> state.target().provider().equals(provider))
                .toList();
    }

    private ProviderState provider(String name) {
        return providers.computeIfAbsent(name, unseen -> new ProviderState(unseen, parts.config(), parts.ticker()));
    }
}
