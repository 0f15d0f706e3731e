package dev.keelson.plugin.api.provider;

/** Tokens of one call. Input includes what was read from or written to a cache; output includes reasoning. */
public final class Usage {
    private static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    private final long inputTokens;
    private final long outputTokens;
    private final long cachedInputTokens;
    private final long cacheWriteTokens;
    private final long reasoningTokens;

    private Usage(
            long inputTokens, long outputTokens, long cachedInputTokens, long cacheWriteTokens, long reasoningTokens) {
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
        this.cachedInputTokens = cachedInputTokens;
        this.cacheWriteTokens = cacheWriteTokens;
        this.reasoningTokens = reasoningTokens;
    }

    /** For providers that count no tokens. */
    public static Usage none() {
        return NONE;
    }

    public static Usage of(long inputTokens, long outputTokens) {
        return new Usage(inputTokens, outputTokens, 0, 0, 0);
    }

    /** The part of the input that was read from the provider's cache. */
    public Usage withCachedInputTokens(long tokens) {
        return new Usage(inputTokens, outputTokens, tokens, cacheWriteTokens, reasoningTokens);
    }

    /** The part of the input that was written to the provider's cache. */
    public Usage withCacheWriteTokens(long tokens) {
        return new Usage(inputTokens, outputTokens, cachedInputTokens, tokens, reasoningTokens);
    }

    /** The part of the output that was reasoning. */
    public Usage withReasoningTokens(long tokens) {
        return new Usage(inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens, tokens);
    }

    public long inputTokens() {
        return inputTokens;
    }

    public long outputTokens() {
        return outputTokens;
    }

    public long cachedInputTokens() {
        return cachedInputTokens;
    }

    public long cacheWriteTokens() {
        return cacheWriteTokens;
    }

    public long reasoningTokens() {
        return reasoningTokens;
    }
}
