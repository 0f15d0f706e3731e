package dev.keelson.core.provider;

import dev.keelson.plugin.api.PluginException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the one who asked for a model call give it up. Safe for concurrent use. */
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>(2);
    private @Nullable PluginException reason;

    /** Runs what was registered, once, in order; {@code why} goes to the trace. */
    public void cancel(PluginException why) {
        List<Runnable> due;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Null until the call is given up. */
    public synchronized @Nullable PluginException reason() {
        return reason;
    }

    /** {@code action} runs when the call is given up, at once if it is already; it must not throw. */
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (reason == null) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }
}
