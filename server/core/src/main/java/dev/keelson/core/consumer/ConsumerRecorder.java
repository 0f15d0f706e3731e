package dev.keelson.core.consumer;

import dev.keelson.core.contract.FieldSelection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sums up in memory who calls what and adds it to the store every few seconds. A node that is killed loses what it has not
 * written yet, at most one interval; so does a use that finds no room among {@value #MAX_WAITING}. Safe for concurrent use.
 */
public final class ConsumerRecorder {
    static final int MAX_WAITING = 10_000;
    private static final int MAX_ATTEMPTS = 10;
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final ConsumerRepository consumers;
    private final Clock clock;
    /** Guarded by this. */
    private Map<Key, ObservedUse> waiting = new HashMap<>();

    private volatile boolean writing;
    private volatile long timer = -1;

    public ConsumerRecorder(Vertx vertx, ConsumerRepository consumers, Clock clock) {
        this.vertx = vertx;
        this.consumers = consumers;
        this.clock = clock;
    }

    public ConsumerRecorder start() {
        timer = vertx.setPeriodic(EVERY.toMillis(), tick -> tick());
        return this;
    }

    /** Completes when everything recorded is stored. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return flush();
    }

    /**
     * One run that was answered.
     *
     * @param ref name of the alias, or number of the version
     * @param fields null for the whole output
     */
    public record Use(
            String agent,
            String ref,
            String keyId,
            String contractVersion,
            @Nullable FieldSelection fields) {}

    /** Adds in memory; never waits. */
    public void record(Use use) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        FieldSelection wanted = use.fields();
        var fields = new TreeMap<String, LocalDate>();
        if (wanted != null) {
            wanted.pointers().forEach(pointer -> fields.put(pointer, today));
        }
        var days = new TreeMap<>(Map.of(today, 1L));
        add(
                new Key(use.agent(), use.keyId(), use.ref()),
                new ObservedUse(use.ref(), use.contractVersion(), wanted == null ? today : null, fields, days, now));
    }

    /** Completes when everything recorded before is stored; what the store did not take is kept for the next time. */
    public Future<Void> flush() {
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<Key, ObservedUse> use : take().entrySet()) {
            done = done.compose(before -> store(use.getKey(), use.getValue(), 1))
                    .onFailure(unwritten -> add(use.getKey(), use.getValue()));
        }
        return done;
    }

    private void tick() {
        if (!writing) {
            writing = true;
            flush().onComplete(done -> writing = false);
        }
    }

    private Future<Void> store(Key key, ObservedUse use, int attempt) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return consumers
                .find(key.agent(), key.keyId())
                .map(found -> found.orElse(Consumer.unknown(key.agent(), key.keyId())))
                .compose(consumer -> consumers.put(consumer.with(use, today)))
                .compose(stored ->
                        stored || attempt == MAX_ATTEMPTS ? Future.succeededFuture() : store(key, use, attempt + 1));
    }

    private synchronized void add(Key key, ObservedUse use) {
        if (waiting.containsKey(key) || waiting.size() < MAX_WAITING) {
            waiting.merge(key, use, ObservedUse::plus);
        }
    }

    private synchronized Map<Key, ObservedUse> take() {
        Map<Key, ObservedUse> taken = waiting;
        waiting = new HashMap<>();
        return taken;
    }

    private record Key(String agent, String keyId, String ref) {}
}
