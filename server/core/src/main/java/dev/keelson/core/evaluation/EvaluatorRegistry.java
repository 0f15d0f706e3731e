package dev.keelson.core.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.error.ErrorCode;

/** Creates evaluators of installed plugins. */
public interface EvaluatorRegistry {

    /**
     * Throws {@link ErrorCode#DEFINITION_INVALID} with every violation (pointers relative to {@code config}) when the kind
     * is not installed or the settings do not fit.
     */
    EvaluatorClient create(String kind, JsonNode config);
}
