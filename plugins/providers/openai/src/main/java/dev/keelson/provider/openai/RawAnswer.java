package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.Usage;
import java.util.Optional;

/** What OpenAI said, whole or put together from a stream, before it is judged. */
record RawAnswer(Optional<String> model, Optional<String> id, RawContent content, Ending ending, Usage usage) {

    /** Why the model stopped. */
    enum Ending {
        COMPLETE,
        /** Out of tokens, or stopped from outside. */
        CUT,
        FILTERED
    }
}
