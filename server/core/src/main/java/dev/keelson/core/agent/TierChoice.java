package dev.keelson.core.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How much a model must be able to do for an agent, when the author names no models. */
public enum TierChoice {
    @JsonProperty("fast")
    FAST,
    @JsonProperty("general")
    GENERAL,
    @JsonProperty("reasoning")
    REASONING,
    /** Models that answer from the web. */
    @JsonProperty("search")
    SEARCH,
    /** Rules of complexity decide for each call. */
    @JsonProperty("auto")
    AUTO;

    /** The name as it stands in settings: {@code fast}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
