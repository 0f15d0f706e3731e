package dev.keelson.provider.anthropic;

import dev.keelson.provider.support.LoweredSchema;
import java.util.Map;

/**
 * A schema in the form that the upstream compiles, with what it costs of the limits per request.
 *
 * @param schema strict exactly when the upstream can enforce it
 * @param optionalProperties properties that may be left out
 * @param unions values of more than one type
 */
record AcceptedSchema(LoweredSchema schema, int optionalProperties, int unions) {

    boolean isEnforceable() {
        return schema.isStrict();
    }

    Map<String, Object> sent() {
        return schema.lowered();
    }
}
