package dev.keelson.core.providerconfig;

import io.vertx.core.Future;
import java.util.Map;

/** What each provider cost in the last 24 hours. */
public interface ProviderSpend {

    /** Nothing is counted. */
    ProviderSpend UNKNOWN = () -> Future.succeededFuture(Map.of());

    /** Nano-USD by provider; a provider whose spend is unknown is missing. */
    Future<Map<String, Long>> nanoUsd();
}
