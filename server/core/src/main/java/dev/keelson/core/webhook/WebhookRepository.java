package dev.keelson.core.webhook;

import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores webhooks. */
public interface WebhookRepository {

    /**
     * Puts {@code next} in the place of revision {@code next.revision() - 1}; revision 1 needs the id to be free. Fails with
     * {@link ErrorCode#REVISION_STALE}, carrying the current {@link Webhook} if there is one: of two writers one loses.
     */
    Future<Webhook> commit(Webhook next);

    Future<Optional<Webhook>> find(String id);

    /** In order of id, which is that of creation; at most {@link Webhook#MAX_COUNT} and a few made at the same moment. */
    Future<List<Webhook>> list();

    /** Fails with {@link ErrorCode#WEBHOOK_NOT_FOUND} and, as {@link #commit} does, with {@link ErrorCode#REVISION_STALE}. */
    Future<Void> delete(String id, int revision);

    /** Notes that attempts have failed since then, unless an earlier time is noted; no change of its revision. */
    Future<Void> noteFailing(String id, Instant since);

    /** Notes that an attempt worked; no change of its revision. */
    Future<Void> noteWorking(String id);
}
