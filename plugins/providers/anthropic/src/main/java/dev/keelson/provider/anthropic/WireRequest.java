package dev.keelson.provider.anthropic;

import dev.keelson.provider.support.LoweredSchema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes out, with what is needed to read its answer.
 *
 * @param model the model asked for
 * @param body the JSON text
 * @param isStreamed whether the body asks for a stream
 * @param outputSchema null unless the upstream enforces one
 * @param notes what the trace should say about the request
 */
record WireRequest(
        String model,
        String body,
        boolean isStreamed,
        @Nullable LoweredSchema outputSchema,
        List<String> notes) {

    /** The schema if an answer that follows the sent form has to be rewritten to follow the original. */
    Optional<LoweredSchema> rewrittenOutput() {
        return Optional.ofNullable(outputSchema).filter(LoweredSchema::isRewritten);
    }
}
