package dev.keelson.provider.openaicompatible;

/**
 * What one upstream understands of the protocol.
 *
 * @param maxTokensField name of the field that limits the output: {@code max_tokens} or {@code max_completion_tokens}
 * @param jsonSchema understands {@code response_format} of type {@code json_schema}
 * @param strictTools understands {@code strict} on tools
 * @param toolStreaming streams tool calls reliably
 */
record UpstreamTraits(
        String maxTokensField,
        boolean developerRole,
        boolean streaming,
        boolean streamOptions,
        boolean jsonSchema,
        boolean tools,
        boolean strictTools,
        boolean toolStreaming) {}
