package dev.keelson.core.provider;

import java.util.List;
import java.util.Optional;

/** The providers that are configured now. Safe for concurrent use. */
public interface ProviderRegistry {

    /** {@code name}: the configured name, such as {@code local}; empty when not configured or its plugin is not loaded. */
    Optional<ModelClient> find(String name);

    List<ConfiguredProvider> providers();
}
