package dev.keelson.core.usage;

import dev.keelson.core.agent.ModelPolicy.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Sums up usage in memory and writes the sums that changed once a second. A node that is killed loses what it has not
 * written yet. The memory is bounded: beyond {@value #MAX_KEYS} different keys in an hour the rest is counted together.
 * Safe for concurrent use.
 */
public final class UsageRecorder {
    static final int MAX_KEYS = 20_000;
    static final int MAX_BATCH = 500;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final UsageRepository usage;
    private final String writer;
    private final Clock clock;
    /** Guarded by this. */
    private final Map<UsageKey, UsageSum> sums = new HashMap<>();
    /** Guarded by this. */
    private final Set<UsageKey> changed = new HashSet<>();

    private volatile boolean writing;
    private volatile long timer = -1;

    /** {@code writer}: differs from those of all other nodes and of earlier starts of this one. */
    public UsageRecorder(Vertx vertx, UsageRepository usage, String writer, Clock clock) {
        this.vertx = vertx;
        this.usage = usage;
        this.writer = writer;
        this.clock = clock;
    }

    public UsageRecorder start() {
        timer = vertx.setPeriodic(EVERY.toMillis(), tick -> tick());
        return this;
    }

    /** Completes when everything recorded is stored. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return flush();
    }

    /** Sums in memory; never waits. */
    void record(UsageSubject subject, Target target, CallUsage used) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        String alias = Objects.requireNonNullElse(subject.alias(), "");
        var key = new UsageKey(
                hour, subject.agent(), subject.version(), alias, subject.keyId(), target.provider(), target.model());
        add(key, UsageSum.of(used));
    }

    /** Completes when everything recorded before is stored; what the store did not take is kept for the next time. */
    public Future<Void> flush() {
        List<UsageRollup> rollups = takeChanged();
        if (rollups.isEmpty()) {
            return Future.succeededFuture();
        }
        Future<Void> written = rollups.size() < MAX_BATCH
                ? usage.putAll(rollups)
                : usage.putAll(rollups).compose(done -> flush());
        return written.onFailure(unwritten -> keep(rollups));
    }

    private void tick() {
        if (writing) {
            return;
        }
        writing = true;
        forgetPastHours();
        flush().onComplete(done -> writing = false);
    }

    private synchronized void add(UsageKey key, UsageSum sum) {
        boolean fits = sums.containsKey(key) || sums.size() < MAX_KEYS;
        UsageKey counted = fits ? key : UsageKey.other(key.hour());
        sums.merge(counted, sum, UsageSum::plus);
        changed.add(counted);
    }

    private synchronized List<UsageRollup> takeChanged() {
        List<UsageRollup> rollups = new ArrayList<>();
        var keys = changed.iterator();
        while (keys.hasNext() && rollups.size() < MAX_BATCH) {
            UsageKey key = keys.next();
            keys.remove();
            rollups.add(new UsageRollup(writer, key, sums.getOrDefault(key, UsageSum.ZERO)));
        }
        return rollups;
    }

    private synchronized void keep(List<UsageRollup> rollups) {
        rollups.forEach(rollup -> {
            sums.putIfAbsent(rollup.key(), rollup.sum());
            changed.add(rollup.key());
        });
    }

    private synchronized void forgetPastHours() {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        sums.keySet().removeIf(key -> key.hour().isBefore(hour) && !changed.contains(key));
    }
}
