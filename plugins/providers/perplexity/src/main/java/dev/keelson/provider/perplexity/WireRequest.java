package dev.keelson.provider.perplexity;

import dev.keelson.provider.support.LoweredSchema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes out, with what is needed to read its answer.
 *
 * @param body the JSON text
 * @param isStreamed whether the body asks for a stream
 * @param outputSchema null when free text is wanted
 * @param search what was asked of the web
 * @param notes what was left out of the request, for the trace
 */
record WireRequest(
        String model,
        String body,
        boolean isStreamed,
        @Nullable LoweredSchema outputSchema,
        WebSearch search,
        List<String> notes) {

    WireRequest {
        notes = List.copyOf(notes);
    }

    /** The schema if an answer that follows the lowered form has to be rewritten to follow the original. */
    Optional<LoweredSchema> rewrittenOutput() {
        return Optional.ofNullable(outputSchema).filter(LoweredSchema::isRewritten);
    }
}
