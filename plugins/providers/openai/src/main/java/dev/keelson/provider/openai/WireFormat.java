package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.provider.support.JsonFields;

/** One of the two forms of OpenAI's API: how requests are written and answers read. */
interface WireFormat {

    /** What comes behind the base URL. */
    String path();

    /** A request for one whole answer; throws {@link dev.keelson.plugin.api.PluginException} for what it can't say. */
    WireRequest whole(ChatRequest request);

    WireRequest streamed(ChatRequest request);

    /** Reads a whole answer that is no error. */
    RawAnswer answer(JsonFields body);

    StreamedAnswer streamedAnswer();
}
