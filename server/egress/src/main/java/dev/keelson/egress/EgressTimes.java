package dev.keelson.egress;

import java.time.Duration;

/**
 * The time bounds of a surface.
 *
 * @param connect per address: TCP connect, and the TLS handshake once more
 * @param resolve one DNS lookup
 * @param longest what a request's own timeout is cut to
 * @param idle how long a stream may stand still: no data from the server, or no demand from the reader
 * @param keepAlive how long an unused connection is kept
 * @param resolved how long the answer of a DNS lookup is used again
 */
public record EgressTimes(
        Duration connect, Duration resolve, Duration longest, Duration idle, Duration keepAlive, Duration resolved) {

    public static final EgressTimes DEFAULT = new EgressTimes(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10));

    public EgressTimes {
        requirePositive("connect", connect);
        requirePositive("resolve", resolve);
        requirePositive("longest", longest);
        requirePositive("idle", idle);
        requirePositive("keepAlive", keepAlive);
        if (resolved.isNegative()) {
            throw new IllegalArgumentException("resolved: " + resolved + " (expected: >= 0)");
        }
    }

    public EgressTimes withConnect(Duration value) {
        return new EgressTimes(value, resolve, longest, idle, keepAlive, resolved);
    }

    public EgressTimes withIdle(Duration value) {
        return new EgressTimes(connect, resolve, longest, value, keepAlive, resolved);
    }

    public EgressTimes withLongest(Duration value) {
        return new EgressTimes(connect, resolve, value, idle, keepAlive, resolved);
    }

    public EgressTimes withResolved(Duration value) {
        return new EgressTimes(connect, resolve, longest, idle, keepAlive, value);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1 ms)");
        }
    }
}
