package dev.keelson.provider.anthropic;

/** How a family of models thinks before it answers. */
enum Thinking {
    NEVER,
    /** When it is given a number of tokens for it. */
    BUDGET,
    /** As much as it needs, when asked to. */
    ON_DEMAND,
    /** As much as it needs, unless it is turned off. */
    BY_DEFAULT,
    /** It can't be turned off. */
    ALWAYS
}
