package dev.keelson.core.common;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** New ids; tests give a fixed sequence. */
public interface IdGenerator {

    /** 32 lower-case hex digits: a UUIDv7 (RFC 9562) without hyphens, so ids sort by time and are valid trace ids. */
    String executionId();

    /** 16 lower-case hex digits, never all zero: a valid span id. */
    String spanId();

    /** Ids from the clock and a cryptographic random source; safe for concurrent use. */
    static IdGenerator random(Clock clock) {
        return new RandomIds(clock, new SecureRandom());
    }

    /** UUIDv7 layout: 48 bits of Unix milliseconds, version, 74 random bits. */
    record RandomIds(Clock clock, RandomGenerator random) implements IdGenerator {

        @Override
        public String executionId() {
            long high = (clock.millis() << 16) | 0x7000 | (random.nextLong() & 0x0FFF);
            long low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
            HexFormat hex = HexFormat.of();
            return hex.toHexDigits(high) + hex.toHexDigits(low);
        }

        /** Only has to differ within its trace, so it needs no cryptographic source, which is slow and shared. */
        @Override
        public String spanId() {
            return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1L);
        }
    }
}
