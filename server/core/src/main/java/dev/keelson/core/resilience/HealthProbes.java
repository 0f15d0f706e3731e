package dev.keelson.core.resilience;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.provider.ModelClient;
import dev.keelson.core.provider.ProviderRegistry;
import dev.keelson.core.resilience.ResilienceConfig.Probing;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ModelInfo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks providers from time to time which models they have, which costs no tokens: those whose credential was refused or
 * that have an open breaker, and on request all. A good answer lets calls through again. Confined to one context.
 */
public final class HealthProbes {
    private final Vertx vertx;
    private final TargetHealthBoard board;
    private final ProviderRegistry providers;
    private final Ticker ticker;
    private final Probing config;
    private final Map<String, Long> lastProbe = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private long timer = -1;

    public HealthProbes(Vertx vertx, TargetHealthBoard board, ProviderRegistry providers, Ticker ticker) {
        this.vertx = vertx;
        this.board = board;
        this.providers = providers;
        this.ticker = ticker;
        config = board.config().probe();
    }

    /** Looks once a second who is due, until {@link #stop}. */
    public void start() {
        timer = vertx.setTimer(1_000, due -> {
            probeWhoIsDue();
            start();
        });
    }

    public void stop() {
        boolean unused = vertx.cancelTimer(timer);
    }

    private void probeWhoIsDue() {
        Set<String> sick = new HashSet<>();
        Set<String> all = new HashSet<>();
        for (TargetState state : board.states()) {
            all.add(state.target().provider());
            if (state.provider().isCredentialRefused() || state.breaker().state() == BreakerState.OPEN) {
                sick.add(state.target().provider());
            }
        }
        sick.forEach(name -> probeIfDue(name, config.sick().toNanos()));
        if (!config.all().isZero()) {
            all.forEach(name -> probeIfDue(name, config.all().toNanos()));
        }
    }

    private void probeIfDue(String name, long periodNanos) {
        long now = ticker.read();
        Long last = lastProbe.putIfAbsent(name, now);
        // A provider that has just fallen sick gets a whole period of rest first.
        if (last == null || now - last < periodNanos || underWay.contains(name)) {
            return;
        }
        lastProbe.put(name, now);
        providers.find(name).ifPresent(client -> probe(name, client));
    }

    private void probe(String name, ModelClient client) {
        underWay.add(name);
        Future<List<ModelInfo>> answer = client.listModels(config.timeout());
        answer.onComplete(done -> {
            underWay.remove(name);
            if (done.succeeded()) {
                board.credentialAccepted(name);
            } else if (done.cause() instanceof PluginException known && known.type() == ErrorType.AUTHENTICATION) {
                board.credentialRefused(name);
            }
        });
    }
}
