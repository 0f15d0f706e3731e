package dev.keelson.core.agent;

/**
 * Bounds of one execution.
 *
 * @param timeoutMs whole execution, 100 to 600,000
 * @param maxModelCalls 1 to 20, repairs and tool turns included
 * @param maxToolCalls 0 to 30
 * @param maxRepairs how often an invalid output is asked for again, 0 to 5
 */
public record Limits(int timeoutMs, int maxModelCalls, int maxToolCalls, int maxRepairs) {
    public static final Limits DEFAULT = new Limits(30_000, 8, 16, 2);
}
