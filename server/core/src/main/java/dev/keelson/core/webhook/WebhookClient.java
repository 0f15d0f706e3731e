package dev.keelson.core.webhook;

import io.vertx.core.Future;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends a delivery to its receiver. */
@FunctionalInterface
public interface WebhookClient {

    /**
     * Completes for every status; redirects are not followed. Fails with a message that names the class of the failure,
     * such as {@code blocked} or {@code timeout}, and no address.
     */
    Future<Answer> post(Request request);

    /** {@code body}: JSON. */
    record Request(String url, Map<String, String> headers, String body) {

        public Request {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * What the receiver said.
     *
     * @param retryAfter the header of that name
     * @param start the first part of its body as text
     */
    record Answer(int status, @Nullable String retryAfter, String start) {}
}
