package dev.keelson.core.consumer;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;

/** Reads of consumers. */
public final class ConsumerQueries {
    private final ConsumerRepository consumers;

    public ConsumerQueries(ConsumerRepository consumers) {
        this.consumers = consumers;
    }

    /** In order of key id. Fails with {@link ErrorCode#AGENT_NOT_FOUND} when the key may not see the agent. */
    public Future<Page<Consumer>> consumers(Principal by, String agent, PageRequest page) {
        by.require(Permission.AGENT_READ);
        by.requireAgent(agent);
        return consumers.list(agent, page);
    }

    /** Of the caller's own key or, for whoever reads agents, of any; one of which nothing is known has revision 0. */
    public Future<Consumer> consumer(Principal by, String agent, String keyId) {
        if (!by.keyId().equals(keyId)) {
            by.require(Permission.AGENT_READ);
        }
        by.requireAgent(agent);
        return consumers.find(agent, keyId).map(found -> found.orElse(Consumer.unknown(agent, keyId)));
    }
}
