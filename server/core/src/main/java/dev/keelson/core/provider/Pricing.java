package dev.keelson.core.provider;

import dev.keelson.plugin.api.provider.Usage;
import java.util.OptionalLong;

/** What a model call costs. */
@FunctionalInterface
public interface Pricing {

    /** In nano-USD; empty when the price is unknown. {@code provider}: its configured name. */
    OptionalLong cost(String provider, String model, Usage usage);
}
