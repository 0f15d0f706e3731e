package dev.keelson.core.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which models may answer, in order of preference, and with which parameters.
 *
 * @param targets 1 to 10
 * @param temperature 0 to 2; null leaves it to the provider
 * @param maxOutputTokens null leaves it to the provider
 */
public record ModelPolicy(
        List<Target> targets,
        @Nullable Double temperature,
        @Nullable Integer maxOutputTokens) {

    public ModelPolicy {
        targets = List.copyOf(targets);
    }

    /** A model at a configured provider. */
    public record Target(String provider, String model) {

        /** {@code provider/model}. */
        public String id() {
            return provider + "/" + model;
        }
    }
}
