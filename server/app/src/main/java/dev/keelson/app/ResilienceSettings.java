package dev.keelson.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.resilience.ResilienceConfig;
import dev.keelson.core.resilience.ResilienceConfig.Breaking;
import dev.keelson.core.resilience.ResilienceConfig.Concurrency;
import dev.keelson.core.resilience.ResilienceConfig.Probing;
import dev.keelson.core.resilience.ResilienceConfig.Retrying;
import dev.keelson.core.resilience.ResilienceConfig.Waiting;
import java.time.Duration;
import java.util.List;

/** Reads {@code resilience} of the server's configuration; what it does not name keeps its default. */
final class ResilienceSettings {
    private final JsonNode settings;

    private ResilienceSettings(JsonNode settings) {
        this.settings = settings;
    }

    /** {@code file} fits the schema; adds to {@code problems} what the schema can't say. */
    static ResilienceConfig read(JsonNode file, List<String> problems) {
        var reader = new ResilienceSettings(file.path("resilience"));
        ResilienceConfig config = new ResilienceConfig(
                reader.retry(), reader.breaker(), reader.waits(), reader.concurrency(), reader.probe());
        Concurrency limits = config.concurrency();
        if (limits.min() > limits.initial() || limits.initial() > limits.max()) {
            problems.add("/resilience/concurrency: min " + limits.min() + ", initial " + limits.initial() + ", max "
                    + limits.max() + " (expected: min <= initial <= max)");
        }
        Breaking breaker = config.breaker();
        if (breaker.open().compareTo(breaker.maxOpen()) > 0) {
            problems.add("/resilience/breaker: openSeconds is more than maxOpenSeconds");
        }
        return config;
    }

    private Retrying retry() {
        Retrying usual = Retrying.DEFAULT;
        JsonNode given = settings.path("retry");
        return new Retrying(
                given.path("triesPerTarget").asInt(usual.triesPerTarget()),
                given.path("callsPerStep").asInt(usual.callsPerStep()),
                usual.minBackoff(),
                usual.maxBackoff(),
                seconds(given, "maxRetryAfterSeconds", usual.maxRetryAfter()),
                given.path("budget").asDouble(usual.budget()),
                given.path("minBudget").asInt(usual.minBudget()));
    }

    private Breaking breaker() {
        Breaking usual = Breaking.DEFAULT;
        JsonNode given = settings.path("breaker");
        return new Breaking(
                given.path("consecutiveFailures").asInt(usual.consecutiveFailures()),
                given.path("failureRatio").asDouble(usual.failureRatio()),
                given.path("minCalls").asInt(usual.minCalls()),
                seconds(given, "windowSeconds", usual.window()),
                seconds(given, "openSeconds", usual.open()),
                seconds(given, "maxOpenSeconds", usual.maxOpen()));
    }

    private Waiting waits() {
        Waiting usual = Waiting.DEFAULT;
        JsonNode given = settings.path("waits");
        return new Waiting(
                seconds(given, "firstTokenSeconds", usual.firstToken()),
                seconds(given, "idleSeconds", usual.idle()),
                seconds(given, "minAttemptSeconds", usual.minAttempt()));
    }

    private Concurrency concurrency() {
        Concurrency usual = Concurrency.DEFAULT;
        JsonNode given = settings.path("concurrency");
        return new Concurrency(
                given.path("initial").asInt(usual.initial()),
                given.path("min").asInt(usual.min()),
                given.path("max").asInt(usual.max()),
                given.path("slowFactor").asDouble(usual.slowFactor()));
    }

    private Probing probe() {
        Probing usual = Probing.DEFAULT;
        JsonNode given = settings.path("probe");
        return new Probing(
                seconds(given, "sickSeconds", usual.sick()),
                seconds(given, "allSeconds", usual.all()),
                seconds(given, "timeoutSeconds", usual.timeout()));
    }

    private static Duration seconds(JsonNode given, String key, Duration usual) {
        return given.has(key) ? Duration.ofMillis(Math.round(given.get(key).asDouble() * 1_000)) : usual;
    }
}
