package dev.keelson.egress;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many requests are under way, per origin and in total; the ones above wait in order of arrival. Shared
 * between contexts; everything inside is guarded by the gate's lock.
 */
final class OriginGate {
    private final Vertx vertx;
    private final EgressConcurrency limits;
    private final Object lock = new Object();
    private final Map<String, Origin> origins = new HashMap<>();
    private int total;

    OriginGate(Vertx vertx, EgressConcurrency limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /** Returns a place, granted now or later, or null if too many wait already. The caller gives it back once. */
    @Nullable
    Place enter(String name) {
        synchronized (lock) {
            Origin origin = origins.computeIfAbsent(name, Origin::new);
            boolean free = origin.active < limits.perOrigin();
            boolean mayWait = origin.waiting.size() < limits.waitingPerOrigin();
            if (total >= limits.total() || !(free || mayWait)) {
                origin.forgetIfUnused();
                return null;
            }
            total++;
            var place = new Place(origin, vertx.getOrCreateContext());
            if (free) {
                place.granted = true;
                origin.active++;
            } else {
                origin.waiting.add(place);
            }
            return place;
        }
    }

    /** The requests under way and waiting. */
    int total() {
        synchronized (lock) {
            return total;
        }
    }

    private final class Origin {
        private final String name;
        private final Deque<Place> waiting = new ArrayDeque<>();
        private int active;

        private Origin(String name) {
            this.name = name;
        }

        private void forgetIfUnused() {
            if (active == 0 && waiting.isEmpty()) {
                origins.remove(name);
            }
        }
    }

    /** One request's place at an origin. */
    final class Place {
        private final Origin origin;
        private final Context context;
        private final Promise<Void> turn = Promise.promise();
        private boolean granted;
        private boolean left;

        private Place(Origin origin, Context context) {
            this.origin = origin;
            this.context = context;
        }

        /** Completes on the context that entered, when it is this request's turn. */
        Future<Void> turn() {
            synchronized (lock) {
                return granted ? Future.succeededFuture() : turn.future();
            }
        }

        /** Gives the place back, granted or not, to the one who waits longest. */
        void leave() {
            Place next;
            synchronized (lock) {
                if (left) {
                    return;
                }
                left = true;
                total--;
                next = granted ? handOn() : null;
                if (!granted) {
                    origin.waiting.remove(this);
                }
                origin.forgetIfUnused();
            }
            if (next != null) {
                next.context.runOnContext(ignored -> next.turn.complete());
            }
        }

        private @Nullable Place handOn() {
            Place next = origin.waiting.poll();
            if (next == null) {
                origin.active--;
            } else {
                next.granted = true;
            }
            return next;
        }
    }
}
