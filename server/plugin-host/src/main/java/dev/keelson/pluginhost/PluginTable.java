package dev.keelson.pluginhost;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state in force, and who wants to know when it changes. Safe for concurrent use. */
final class PluginTable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginTable.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile HostState state = HostState.EMPTY;

    HostState state() {
        return state;
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Puts the state in force and returns after every listener was called. */
    void publish(HostState next) {
        state = next;
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException failure) {
                LOG.error("a listener to plugin changes failed", failure);
            }
        }
    }
}
