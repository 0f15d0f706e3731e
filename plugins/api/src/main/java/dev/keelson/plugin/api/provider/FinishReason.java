package dev.keelson.plugin.api.provider;

/** Why a model stopped. */
public enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    /** The provider refused or blocked; {@link ChatResponse#refusal()} may say why. */
    CONTENT_FILTER,
    /** The provider wants the same turn sent back to go on with it; {@link ChatResponse#providerState()} is its. */
    PAUSED
}
