package dev.keelson.pluginhost;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls of one provider, so that it is let go of when it was replaced and the last of them has ended. */
final class ProviderUse {
    /** Added to the count of a provider that takes no more calls. */
    private static final int RETIRED = Integer.MIN_VALUE;

    private final AtomicInteger calls = new AtomicInteger();
    private volatile Runnable end = () -> {};

    /** False when the provider was replaced; otherwise {@link #leave} must follow. */
    boolean enter() {
        int before = calls.getAndUpdate(count -> count < 0 ? count : count + 1);
        return before >= 0;
    }

    void leave() {
        if (calls.decrementAndGet() == RETIRED) {
            end.run();
        }
    }

    /** To be called once; {@code whenIdle} runs at once or when the last call leaves. */
    void retire(Runnable whenIdle) {
        end = whenIdle;
        if (calls.getAndAdd(RETIRED) == 0) {
            whenIdle.run();
        }
    }
}
