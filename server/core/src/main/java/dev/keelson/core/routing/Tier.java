package dev.keelson.core.routing;

import java.util.Locale;

/** How much a model can do, from the model catalogue. Failing over never leaves a tier. */
public enum Tier {
    FAST,
    GENERAL,
    REASONING,
    /** Models that answer from the web. */
    SEARCH;

    /** The name as it stands in settings and answers: {@code fast}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
