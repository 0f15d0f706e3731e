package dev.keelson.provider.openaicompatible;

import dev.keelson.provider.support.LoweredSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes out, with what is needed to read its answer.
 *
 * @param model the model asked for
 * @param body the JSON text
 * @param isStreamed whether the body asks for a stream
 * @param outputSchema null when free text is wanted
 * @param toolSchemas tool name to the schema of its arguments
 * @param notes what was left out of the request, for the trace
 */
record WireRequest(
        String model,
        String body,
        boolean isStreamed,
        @Nullable LoweredSchema outputSchema,
        Map<String, LoweredSchema> toolSchemas,
        List<String> notes) {

    WireRequest {
        notes = List.copyOf(notes);
    }

    /** The schema if an answer that follows the lowered form has to be rewritten to follow the original. */
    Optional<LoweredSchema> rewrittenOutput() {
        return Optional.ofNullable(outputSchema).filter(LoweredSchema::isRewritten);
    }

    Optional<LoweredSchema> rewrittenArguments(String tool) {
        return Optional.ofNullable(toolSchemas.get(tool)).filter(LoweredSchema::isRewritten);
    }
}
