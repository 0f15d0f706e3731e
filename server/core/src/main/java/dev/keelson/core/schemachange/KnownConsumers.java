package dev.keelson.core.schemachange;

import dev.keelson.core.access.ApiKey;
import dev.keelson.core.access.ApiKeyRepository;
import dev.keelson.core.compatibility.ContractChange;
import dev.keelson.core.consumer.ConsumerImpact;
import dev.keelson.core.consumer.ConsumerImpact.Impact;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows the consumers of an alias by their last executions and by what they declared or were seen to read. Whoever is known
 * either way is named, with all that speaks for it.
 */
public final class KnownConsumers implements AffectedConsumers {
    private static final int MAX_CONSUMERS = 200;

    private final AffectedConsumers observed;
    private final dev.keelson.core.consumer.AffectedConsumers recorded;
    private final ApiKeyRepository keys;

    public KnownConsumers(
            AffectedConsumers observed, dev.keelson.core.consumer.AffectedConsumers recorded, ApiKeyRepository keys) {
        this.observed = observed;
        this.recorded = recorded;
        this.keys = keys;
    }

    @Override
    public Future<List<Consumer>> of(String agent, String alias, List<ContractChange> changes) {
        Future<List<Consumer>> seen = observed.of(agent, alias, changes);
        Future<List<ConsumerImpact>> judged = recorded.of(agent, alias, changes);
        return Future.all(seen, judged).compose(both -> merged(seen.result(), judged.result()));
    }

    /** Callers in the order in which they came, then those that were not among the last executions. */
    private Future<List<Consumer>> merged(List<Consumer> seen, List<ConsumerImpact> judged) {
        Map<String, ConsumerImpact> impacts =
                judged.stream().collect(Collectors.toMap(ConsumerImpact::keyId, Function.identity()));
        List<Future<Consumer>> all = new ArrayList<>();
        for (Consumer consumer : seen) {
            all.add(Future.succeededFuture(with(consumer, impacts.remove(consumer.keyId()))));
        }
        judged.stream()
                .filter(impact -> impacts.containsKey(impact.keyId()))
                .limit(Math.max(0, MAX_CONSUMERS - all.size()))
                .forEach(impact -> all.add(unseen(impact)));
        return Future.all(all).map(CompositeFuture::<Consumer>list);
    }

    private static Consumer with(Consumer consumer, @Nullable ConsumerImpact impact) {
        return impact == null
                ? consumer
                : new Consumer(
                        consumer.keyId(),
                        consumer.name(),
                        consumer.owner(),
                        consumer.calls(),
                        consumer.lastCallAt(),
                        consumer.evidence() + "; " + words(impact));
    }

    private Future<Consumer> unseen(ConsumerImpact impact) {
        return keys.find(impact.keyId()).map(found -> unseen(impact, found));
    }

    private static Consumer unseen(ConsumerImpact impact, Optional<ApiKey> key) {
        return new Consumer(
                impact.keyId(),
                key.map(ApiKey::name).orElse(impact.keyId()),
                key.map(ApiKey::owner).orElse(""),
                0,
                null,
                words(impact));
    }

    private static String words(ConsumerImpact impact) {
        String verdict = impact.impact() == Impact.AFFECTED
                ? "affected: "
                : impact.impact() == Impact.UNKNOWN ? "may be affected: " : "not affected: ";
        String contact = impact.contact().isEmpty() ? "" : " (" + impact.contact() + ")";
        return verdict + String.join("; ", impact.evidence()) + contact;
    }
}
