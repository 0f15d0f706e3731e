package dev.keelson.egress;

/**
 * How many requests of a surface may be under way.
 *
 * @param perOrigin requests under way to one origin, and so its connections
 * @param waitingPerOrigin requests that wait for that; more fail at once
 * @param total requests under way and waiting, over all origins
 */
public record EgressConcurrency(int perOrigin, int waitingPerOrigin, int total) {

    public static final EgressConcurrency DEFAULT = new EgressConcurrency(4_096, 1_024, 8_192);

    public EgressConcurrency {
        if (perOrigin < 1 || waitingPerOrigin < 0 || total < 1) {
            throw new IllegalArgumentException("concurrency: " + perOrigin + ", " + waitingPerOrigin + ", " + total
                    + " (expected: perOrigin and total >= 1, waitingPerOrigin >= 0)");
        }
    }
}
