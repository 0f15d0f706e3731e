package dev.keelson.plugin.api.provider;

/** Why a model stopped. */
public enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    /** The provider refused or blocked; {@link ChatResponse#refusal()} may say why. */
    CONTENT_FILTER
}
