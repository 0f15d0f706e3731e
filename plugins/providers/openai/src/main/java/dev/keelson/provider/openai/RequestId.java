package dev.keelson.provider.openai;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.provider.support.ResponseHead;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads OpenAI's id of an HTTP request, and puts it on what goes wrong while the answer is read. */
final class RequestId {
    private static final int MAX_LENGTH = 128;

    private RequestId() {}

    static Optional<String> of(ResponseHead head) {
        return head.header("x-request-id").map(String::strip).filter(id -> !id.isEmpty() && id.length() <= MAX_LENGTH);
    }

    static <T> T onFailureOf(ResponseHead head, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (PluginException failure) {
            throw of(head).map(failure::withRequestId).orElse(failure);
        }
    }
}
