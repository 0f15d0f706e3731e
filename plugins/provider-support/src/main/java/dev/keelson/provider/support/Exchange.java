package dev.keelson.provider.support;

import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundRequest;
import dev.keelson.plugin.api.provider.ChatResponse;

/** One model call in a provider's wire format: what goes out, and how what comes back is read. */
public interface Exchange {

    OutboundRequest outbound();

    /** Reads a whole answer with a 2xx status, which may still hold an error; throws {@link PluginException}. */
    ChatResponse answer(ResponseHead head, String body);

    /** Reads the body of a 2xx answer as it arrives; asked for once, when the head is there. */
    BodyReader reader(ResponseHead head);

    /** The failure behind an answer whose status is not 2xx. */
    PluginException failure(ResponseHead head, String body);
}
