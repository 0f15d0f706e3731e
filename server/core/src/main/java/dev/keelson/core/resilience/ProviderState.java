package dev.keelson.core.resilience;

import com.github.benmanes.caffeine.cache.Ticker;

/** What all models of one provider share. Safe for concurrent use. */
final class ProviderState {
    private final String name;
    private final ConcurrencyLimit limit;
    private final RetryTokens tokens;
    private volatile boolean credentialRefused;

    ProviderState(String name, ResilienceConfig config, Ticker ticker) {
        this.name = name;
        limit = new ConcurrencyLimit(config.concurrency(), ticker);
        tokens = new RetryTokens(config.retry().budget());
    }

    String name() {
        return name;
    }

    ConcurrencyLimit limit() {
        return limit;
    }

    RetryTokens tokens() {
        return tokens;
    }

    boolean isCredentialRefused() {
        return credentialRefused;
    }

    void credentialRefused() {
        credentialRefused = true;
    }

    void credentialAccepted() {
        credentialRefused = false;
    }
}
