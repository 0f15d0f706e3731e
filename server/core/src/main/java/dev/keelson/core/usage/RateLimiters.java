package dev.keelson.core.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This node's token buckets of the rate limits; other nodes have their own. A bucket holds a minute's worth and fills up
 * evenly. Safe for concurrent use.
 */
public final class RateLimiters {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A bucket that nobody used for so long is full again. */
    private static final Duration FULL_AGAIN = Duration.ofMinutes(2);

    private final TimeMeter time;
    private final Cache<Key, Bucket> buckets;

    public RateLimiters(Ticker ticker) {
        time = new TickerMeter(ticker);
        buckets = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterAccess(FULL_AGAIN)
                .maximumSize(RateLimitRepository.MAX_LIMITS * 4L)
                .build();
    }

    /** Takes one request and these tokens from each limit, or nothing: then throws the refusal of the first. */
    Taken take(List<RateLimit> limits, long tokens) {
        var taken = new Taken(tokens);
        try {
            limits.forEach(limit -> take(limit, taken));
            return taken;
        } catch (RuntimeException refusal) {
            taken.giveBack();
            throw refusal;
        }
    }

    private void take(RateLimit limit, Taken taken) {
        Long requests = limit.requestsPerMinute();
        if (requests != null) {
            Bucket bucket = bucket(new Key(limit.name(), "requests", requests));
            consume(limit, "requests", bucket, new Amount(requests, 1));
            taken.requests.add(bucket);
        }
        Long tokens = limit.tokensPerMinute();
        if (tokens != null && taken.amount > 0) {
            Bucket bucket = bucket(new Key(limit.name(), "tokens", tokens));
            consume(limit, "tokens", bucket, new Amount(tokens, taken.amount));
            taken.tokens.add(bucket);
        }
    }

    private static void consume(RateLimit limit, String unit, Bucket bucket, Amount amount) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(amount.asked);
        if (!probe.isConsumed()) {
            throw Refusals.rate(
                    limit,
                    unit,
                    new Refusals.RateAnswer(
                            amount.limit, probe.getRemainingTokens(), amount.asked, probe.getNanosToWaitForRefill()));
        }
    }

    /** A limit that was changed has another key, and so starts with a full bucket. */
    private Bucket bucket(Key key) {
        return buckets.get(key, this::full);
    }

    private Bucket full(Key key) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(Bandwidth.builder()
                        .capacity(key.rate)
                        .refillGreedy(key.rate, MINUTE)
                        .build())
                .build();
    }

    private record Key(String limit, String unit, long rate) {}

    private record Amount(long limit, long asked) {}

    /** What one call took. */
    static final class Taken {
        private final long amount;
        private final List<Bucket> requests = new ArrayList<>();
        private final List<Bucket> tokens = new ArrayList<>();

        private Taken(long amount) {
            this.amount = amount;
        }

        /** The call was made and used these tokens; null when nobody counted them. */
        void correct(@Nullable Long used) {
            if (used == null) {
                return;
            }
            if (used < amount) {
                tokens.forEach(bucket -> bucket.addTokens(amount - used));
            }
            if (used > amount) {
                tokens.forEach(bucket -> bucket.consumeIgnoringRateLimits(used - amount));
            }
        }

        /** The call was not made. */
        void giveBack() {
            requests.forEach(bucket -> bucket.addTokens(1));
            tokens.forEach(bucket -> bucket.addTokens(amount));
        }
    }

    /** The ticker as buckets read it. */
    private record TickerMeter(Ticker ticker) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return ticker.read();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
