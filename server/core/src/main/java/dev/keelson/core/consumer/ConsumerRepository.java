package dev.keelson.core.consumer;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.util.Optional;

/** Stores consumers, one document for each agent and key. Several nodes write the same one, so each goes by the revision. */
public interface ConsumerRepository {

    Future<Optional<Consumer>> find(String agent, String keyId);

    /**
     * Stores the consumer if what is stored has the revision before; false, and no change, when it has another. Revision 1
     * is stored when nothing is.
     */
    Future<Boolean> put(Consumer consumer);

    /** Those of one agent, in order of key id. */
    Future<Page<Consumer>> list(String agent, PageRequest page);
}
