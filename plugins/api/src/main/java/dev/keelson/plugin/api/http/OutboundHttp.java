package dev.keelson.plugin.api.http;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.util.concurrent.CompletionStage;

/**
 * Sends HTTP requests under the host's egress rules: every address is checked after it was resolved and the connection
 * goes to the checked address; private, loopback and link-local addresses are refused unless an operator allowed them.
 *
 * <p>Both methods complete normally for every HTTP status. They fail with {@link PluginException} of type
 * {@link ErrorType#BLOCKED} (egress rule), {@link ErrorType#UNAVAILABLE} (DNS, connect, TLS, cut connection),
 * {@link ErrorType#TIMEOUT} or {@link ErrorType#MALFORMED_RESPONSE} (answer over the size limit).
 */
public interface OutboundHttp {

    /** Sends the request and collects the whole answer. */
    CompletionStage<OutboundResponse> send(OutboundRequest request);

    /** Sends the request and hands on the body as it arrives; for server-sent events. */
    CompletionStage<OutboundStream> stream(OutboundRequest request);
}
