package dev.keelson.core.providerconfig;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.provider.ConfiguredProvider;
import dev.keelson.core.resilience.TargetStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider as it may be shown: no secret is in it.
 *
 * @param settings secrets stand as {@code {"set": true, "origin": ..., "updatedAt": ...}} or by name
 * @param change null for a provider of the configuration file
 * @param conflict why a stored provider of this name is ignored; null when there is none
 * @param spentNanoUsd in the last 24 hours; null when unknown
 */
public record ProviderView(
        ConfiguredProvider state,
        Source source,
        JsonNode settings,
        @Nullable Change change,
        @Nullable String conflict,
        List<TargetStatus> health,
        @Nullable Long spentNanoUsd) {

    public ProviderView {
        health = List.copyOf(health);
    }

    /** Where a provider is configured. */
    public enum Source {
        FILE,
        API
    }

    /** The newest change of a stored provider. */
    public record Change(int revision, Instant at, String by) {}

    public String name() {
        return state.name();
    }

    /** For conditions of requests; 0 for a provider of the configuration file. */
    public int revision() {
        return change == null ? 0 : change.revision();
    }
}
