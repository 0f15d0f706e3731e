package dev.keelson.core.resilience;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.resilience.TargetStatus.Exclusion;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What is known about one target. Safe for concurrent use. */
final class TargetState {
    private static final double SLOW_MILLIS = 500;

    /** Weight of the newest call in the slow mean, against which an answer counts as slow. */
    private static final double SLOW_WEIGHT = 0.01;

    private final Target target;
    private final ProviderState provider;
    private final Breaker breaker;
    private final Clock clock;
    private final Ticker ticker;
    private final Latencies answers = new Latencies();
    private final Latencies firstSigns = new Latencies();
    private final Map<String, Long> errors = new LinkedHashMap<>();
    private double usualMillis;
    private long calls;
    private @Nullable String lastError;
    private @Nullable Instant lastErrorAt;
    private volatile @Nullable Pause pause;

    TargetState(Target target, ProviderState provider, Vertx vertx, TargetHealthBoard.Parts parts) {
        this.target = target;
        this.provider = provider;
        clock = parts.clock();
        ticker = parts.ticker();
        breaker = new Breaker(target.id(), vertx, ticker, parts.config().breaker());
    }

    /** No calls until a time of the clock; without one until somebody ends it. */
    private record Pause(Exclusion reason, Instant until) {}

    Target target() {
        return target;
    }

    ProviderState provider() {
        return provider;
    }

    Breaker breaker() {
        return breaker;
    }

    /** Why no call may be sent although the breaker is closed; null when calls may be sent. */
    @Nullable
    Exclusion exclusion() {
        if (provider.isCredentialRefused()) {
            return Exclusion.CREDENTIAL_REFUSED;
        }
        Pause current = pause;
        if (current == null) {
            return null;
        }
        if (clock.instant().isBefore(current.until)) {
            return current.reason;
        }
        pause = null;
        return null;
    }

    /** Until calls are sent again as far as that is known. */
    Duration untilUsable() {
        Pause current = pause;
        Duration paused = current == null ? Duration.ZERO : Duration.between(clock.instant(), current.until);
        Duration open = breaker.untilProbe();
        return paused.compareTo(open) > 0 ? paused : open;
    }

    void quotaRestored() {
        Pause current = pause;
        if (current != null && current.reason == Exclusion.QUOTA_EXHAUSTED) {
            pause = null;
        }
    }

    /** Takes in a good answer; true when it was unusually slow. */
    synchronized boolean answered(Duration time, double slowFactor) {
        double millis = time.toNanos() / 1e6;
        calls++;
        // A few milliseconds more are this node's own doing, however many times the usual they are.
        boolean slow = calls > 20
                && usualMillis > 0
                && millis > slowFactor * usualMillis
                && millis > usualMillis + SLOW_MILLIS;
        usualMillis = usualMillis == 0 ? millis : usualMillis + SLOW_WEIGHT * (millis - usualMillis);
        answers.add(millis);
        return slow;
    }

    synchronized void firstSign(Duration time) {
        firstSigns.add(time.toNanos() / 1e6);
    }

    synchronized void failed(Throwable failure) {
        calls++;
        lastError = FailureClass.name(failure);
        lastErrorAt = clock.instant();
        errors.merge(lastError, 1L, Long::sum);
        if (failure instanceof PluginException known) {
            mark(known);
        }
    }

    synchronized OptionalDouble meanMillis() {
        return answers.mean();
    }

    /** Of the time to the first sign for streamed calls, else to the answer. */
    synchronized OptionalDouble p95Millis(boolean streamed) {
        return streamed ? firstSigns.p95() : answers.p95();
    }

    synchronized TargetStatus status() {
        Exclusion exclusion = exclusion();
        Pause current = pause;
        return new TargetStatus(
                target.provider(),
                target.model(),
                breaker.state(),
                breaker.hasEverChanged() ? instantOf(breaker.sinceNanos()) : null,
                breaker.consecutiveFailures(),
                boxed(answers.mean()),
                boxed(answers.p95()),
                breaker.failureRatio(),
                calls,
                errors,
                lastError,
                lastErrorAt,
                exclusion,
                exclusion == null || exclusion == Exclusion.CREDENTIAL_REFUSED || current == null
                        ? null
                        : current.until,
                provider.limit().inFlight(),
                provider.limit().limit());
    }

    private void mark(PluginException failure) {
        if (failure.type() == ErrorType.AUTHENTICATION) {
            provider.credentialRefused();
        } else if (failure.type() == ErrorType.QUOTA_EXHAUSTED) {
            Instant until =
                    failure.retryAfter().map(wait -> clock.instant().plus(wait)).orElseGet(this::nextMonth);
            pause = new Pause(Exclusion.QUOTA_EXHAUSTED, until);
        } else if (failure.retryAfter().isPresent()) {
            pause = new Pause(
                    Exclusion.COOLING, clock.instant().plus(failure.retryAfter().get()));
        }
    }

    private Instant nextMonth() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private Instant instantOf(long nanos) {
        return clock.instant().minusNanos(ticker.read() - nanos);
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }
}
