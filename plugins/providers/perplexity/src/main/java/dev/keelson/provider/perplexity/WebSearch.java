package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.provider.ChatRequest;

/** Whether a request lets the model search the web. */
enum WebSearch {
    /** The request asks for it. */
    ASKED,
    /** The request does not ask, and a preset brings it all the same. */
    BROUGHT_BY_PRESET,
    NOT_OFFERED;

    /** Tools of the request replace those of a preset. */
    static WebSearch of(ChatRequest request) {
        if (request.webSearch()) {
            return ASKED;
        }
        boolean untouchedPreset =
                ModelNames.isPreset(request.model()) && request.tools().isEmpty();
        return untouchedPreset ? BROUGHT_BY_PRESET : NOT_OFFERED;
    }
}
