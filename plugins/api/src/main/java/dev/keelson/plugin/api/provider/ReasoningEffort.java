package dev.keelson.plugin.api.provider;

/** How much a model may think before it answers; a provider maps it to the nearest value that the model knows. */
public enum ReasoningEffort {
    NONE,
    MINIMAL,
    LOW,
    MEDIUM,
    HIGH,
    XHIGH,
    MAX
}
