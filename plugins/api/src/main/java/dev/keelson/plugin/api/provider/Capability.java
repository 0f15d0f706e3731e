package dev.keelson.plugin.api.provider;

/** What a provider can do. */
public enum Capability {
    STREAMING,
    TOOLS,
    /** Output that follows a JSON Schema, or at least is asked to. */
    JSON_OUTPUT,
    /** Free text, as opposed to filling a schema from the input. */
    TEXT_GENERATION,
    /** {@link Attachment}s that are images. */
    IMAGES,
    /** {@link Attachment}s of type {@code application/pdf}. */
    DOCUMENTS,
    /** {@link ChatRequest#webSearch()}. */
    WEB_SEARCH
}
