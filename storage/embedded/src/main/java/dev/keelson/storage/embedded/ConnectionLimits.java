package dev.keelson.storage.embedded;

import io.netty.channel.Channel;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Bounds the connections, so that another user of the machine cannot exhaust the store: of those that have not
 * authenticated only a few are kept, and the one that has been silent longest makes room for the next. Safe for all
 * threads.
 */
final class ConnectionLimits {
    private static final int MAX_UNAUTHENTICATED = 32;

    private final int maxConnections;
    /** The one that has been silent longest is first. */
    private final Set<Channel> unauthenticated = new LinkedHashSet<>();

    private int connections;

    ConnectionLimits(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    /** Returns false if there are too many already; then {@link #closed} must not be called. */
    synchronized boolean admit(Channel channel) {
        if (connections >= maxConnections) {
            return false;
        }
        connections++;
        if (unauthenticated.size() >= Math.min(MAX_UNAUTHENTICATED, maxConnections)) {
            Channel silent = unauthenticated.iterator().next();
            unauthenticated.remove(silent);
            var unused = silent.close();
        }
        unauthenticated.add(channel);
        return true;
    }

    synchronized void heardFrom(Channel channel) {
        if (unauthenticated.remove(channel)) {
            unauthenticated.add(channel);
        }
    }

    synchronized void authenticated(Channel channel) {
        unauthenticated.remove(channel);
    }

    synchronized void closed(Channel channel) {
        unauthenticated.remove(channel);
        connections--;
    }
}
