package dev.keelson.pluginhost;

import dev.keelson.plugin.api.PluginException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Lets calls into a plugin until it is closed, and knows the calls that are inside. Safe for concurrent use. */
final class CallGate {
    private final Set<Inside> inside = ConcurrentHashMap.newKeySet();
    private final int maxInside;
    private volatile boolean closed;
    private volatile boolean awaited;

    CallGate(int maxInside) {
        this.maxInside = maxInside;
    }

    /** What became of a call at the gate. */
    enum Entry {
        ENTERED,
        CLOSED,
        FULL
    }

    /** A call that is inside. */
    interface Inside {
        /** Ends the call for its caller, whatever the plugin does. */
        void cut(PluginException reason);
    }

    Entry enter(Inside call) {
        if (inside.size() >= maxInside) {
            return Entry.FULL;
        }
        inside.add(call);
        // Closing reads the set after it has set the flag, so a call is either seen by it or turned away here.
        if (closed) {
            leave(call);
            return Entry.CLOSED;
        }
        return Entry.ENTERED;
    }

    void leave(Inside call) {
        inside.remove(call);
        changed();
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isEmpty() {
        return inside.isEmpty();
    }

    void cutAll(PluginException reason) {
        inside.forEach(call -> call.cut(reason));
    }

    /** Wakes up {@link #await}. */
    void changed() {
        if (awaited) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Waits for {@code condition}, which must become true together with a call of {@link #changed}; false when too late. */
    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        awaited = true;
        synchronized (this) {
            while (!condition.getAsBoolean()) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                wait(millis);
            }
        }
        return true;
    }
}
