package dev.keelson.core.providerconfig;

import io.vertx.core.Future;
import java.util.List;

/** Runs providers. */
public interface ProviderHost {

    /**
     * Makes these the providers beside those of the configuration file, which win over others of the same name. Calls in
     * flight end with the provider that they began with.
     */
    Future<Void> configure(List<ProviderSetup> providers);
}
