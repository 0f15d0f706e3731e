package dev.keelson.core.providerconfig;

import io.vertx.core.Future;
import java.util.Optional;

/** Says which addresses a provider that was configured through the API may be at. */
public interface ProviderEgress {

    /** Lets every address pass, for tests. */
    ProviderEgress OPEN = origin -> Future.succeededFuture(Optional.empty());

    /**
     * Why the operator's rules refuse the address; empty when they don't, or when its name can't be resolved now: the rules
     * are asked again with every connection.
     *
     * @param origin scheme, host and port
     */
    Future<Optional<String>> refusal(String origin);
}
