package dev.keelson.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.error.ErrorCode;

/** Binds tools of installed plugins. */
public interface ToolRegistry {

    /**
     * Binds the tool kind {@code kind} under {@code toolName}. Throws {@link ErrorCode#DEFINITION_INVALID} with every
     * violation (pointers relative to {@code config}) when the kind is not installed or the settings do not fit.
     */
    ToolClient bind(String toolName, String kind, JsonNode config);
}
