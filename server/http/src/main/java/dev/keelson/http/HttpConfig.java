package dev.keelson.http;

import java.time.Duration;
import java.util.Objects;

/**
 * Where the server listens and what it allows a caller to use up.
 *
 * @param host address to bind; loopback unless an operator decides otherwise
 * @param port 0 takes a free one
 */
public record HttpConfig(String host, int port, Limits limits, Deadlines deadlines) {
    public static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;

    public HttpConfig {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(deadlines, "deadlines");
        if (host.isBlank()) {
            throw new IllegalArgumentException("host: blank (expected: an address, such as 127.0.0.1)");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0 to " + MAX_PORT + ")");
        }
    }

    /** Loopback, port 8080, default limits and deadlines. */
    public static HttpConfig defaults() {
        return new HttpConfig("127.0.0.1", DEFAULT_PORT, Limits.DEFAULT, Deadlines.DEFAULT);
    }

    public HttpConfig withAddress(String newHost, int newPort) {
        return new HttpConfig(newHost, newPort, limits, deadlines);
    }

    public HttpConfig withLimits(Limits other) {
        return new HttpConfig(host, port, other, deadlines);
    }

    public HttpConfig withDeadlines(Deadlines other) {
        return new HttpConfig(host, port, limits, other);
    }

    /** What the body of a run may be: one JSON value. */
    public BodyPolicy runBody() {
        return BodyPolicy.json(limits.runBody(), deadlines.body());
    }

    /** What the body of a management call may be: one JSON value. */
    public BodyPolicy managementBody() {
        return BodyPolicy.json(limits.managementBody(), deadlines.body());
    }

    /** What an agent that is brought in may be: one JSON value, with all versions. */
    public BodyPolicy bundleBody() {
        return BodyPolicy.json(limits.pluginBody(), deadlines.upload());
    }

    /** What an uploaded plugin may be: the bytes of a JAR. */
    public BodyPolicy pluginBody() {
        return BodyPolicy.of(
                limits.pluginBody(), deadlines.upload(), "application/java-archive", "application/octet-stream");
    }

    /**
     * Bounds on size and number.
     *
     * @param runBody bytes of the body of a run
     * @param managementBody bytes of the body of any other call
     * @param pluginBody bytes of an uploaded plugin
     * @param bufferedBodies bytes of all bodies that are held at one time; more are refused as overload
     * @param inFlight requests that are worked on at one time; more are refused as overload
     * @param connections open connections for each listener; more are closed at once
     * @param streamBuffer bytes that wait for one slow reader of an event stream
     */
    public record Limits(
            int runBody,
            int managementBody,
            int pluginBody,
            long bufferedBodies,
            int inFlight,
            int connections,
            int streamBuffer) {
        private static final int MIB = 1 << 20;
        public static final Limits DEFAULT = new Limits(8 * MIB, 2 * MIB, 64 * MIB, 256L * MIB, 1_000, 10_000, MIB);

        public Limits {
            requirePositive(runBody, "runBody");
            requirePositive(managementBody, "managementBody");
            requirePositive(pluginBody, "pluginBody");
            requirePositive(bufferedBodies, "bufferedBodies");
            requirePositive(inFlight, "inFlight");
            requirePositive(connections, "connections");
            requirePositive(streamBuffer, "streamBuffer");
        }

        public Limits withInFlight(int requests) {
            return new Limits(runBody, managementBody, pluginBody, bufferedBodies, requests, connections, streamBuffer);
        }

        private static void requirePositive(long value, String name) {
            if (value < 1) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
            }
        }
    }

    /**
     * Bounds on time.
     *
     * @param body for a caller to send the whole body
     * @param upload for a caller to send a whole plugin
     * @param head for a new connection to send its first request's head
     * @param keepAlive for an idle connection to send its next request's head
     * @param idle backstop for a connection on which no byte moves; longer than the longest execution
     * @param heartbeat between the comments of a quiet event stream
     * @param stall for the reader of an event stream to take something
     */
    public record Deadlines(
            Duration body,
            Duration upload,
            Duration head,
            Duration keepAlive,
            Duration idle,
            Duration heartbeat,
            Duration stall) {
        public static final Deadlines DEFAULT = new Deadlines(
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(75),
                Duration.ofSeconds(660),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30));

        public Deadlines {
            requirePositive(body, "body");
            requirePositive(upload, "upload");
            requirePositive(head, "head");
            requirePositive(keepAlive, "keepAlive");
            requirePositive(idle, "idle");
            requirePositive(heartbeat, "heartbeat");
            requirePositive(stall, "stall");
        }

        private static void requirePositive(Duration value, String name) {
            if (value.toMillis() < 1) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1 ms)");
            }
        }
    }
}
