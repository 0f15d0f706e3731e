package dev.keelson.core.webhook;

import io.vertx.core.Future;
import java.util.Optional;

/** Says which addresses a webhook may have. */
@FunctionalInterface
public interface WebhookEgress {

    /** Lets every address pass, for tests. */
    WebhookEgress OPEN = url -> Future.succeededFuture(Optional.empty());

    /**
     * Why the operator's rules refuse the address; empty when they don't, or when its name can't be resolved now: the rules
     * are asked again with every delivery.
     */
    Future<Optional<String>> refusal(String url);
}
