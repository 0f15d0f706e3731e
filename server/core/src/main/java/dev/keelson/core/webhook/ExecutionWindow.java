package dev.keelson.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * How the executions of one agent and alias ended over the last hour, in slices of 15 seconds, and which webhooks know of
 * its failures. Guarded by itself.
 */
final class ExecutionWindow {
    private static final long SLICE_SECONDS = 15;
    private static final int SLICES = (int) (FailureRateRule.MAX_WINDOW.toSeconds() / SLICE_SECONDS);

    private final int[] executions = new int[SLICES];
    private final int[] failures = new int[SLICES];
    private final Set<String> told = new HashSet<>();
    private long newest = Long.MIN_VALUE;

    /** Executions and failures within a window. */
    record Sum(int executions, int failed) {

        double share() {
            return executions == 0 ? 0 : (double) failed / executions;
        }
    }

    synchronized void add(Instant now, boolean failed) {
        int index = index(moveTo(now));
        executions[index]++;
        if (failed) {
            failures[index]++;
        }
    }

    /** The slice that is under way counts, so the window is up to 15 seconds short of its length. */
    synchronized Sum sum(Instant now, Duration window) {
        long last = moveTo(now);
        long first = last - window.toSeconds() / SLICE_SECONDS + 1;
        int all = 0;
        int failed = 0;
        for (long slice = first; slice <= last; slice++) {
            all += executions[index(slice)];
            failed += failures[index(slice)];
        }
        return new Sum(all, failed);
    }

    synchronized boolean isTold(String webhook) {
        return told.contains(webhook);
    }

    synchronized void tell(String webhook) {
        told.add(webhook);
    }

    synchronized void recover(String webhook) {
        told.remove(webhook);
    }

    /** Webhooks that are gone are forgotten. */
    synchronized void keepTold(Set<String> webhooks) {
        told.retainAll(webhooks);
    }

    /** Empties what has become too old; a clock that goes back counts in the newest slice. */
    private long moveTo(Instant now) {
        long slice = Math.floorDiv(now.getEpochSecond(), SLICE_SECONDS);
        if (newest == Long.MIN_VALUE || slice - newest >= SLICES) {
            Arrays.fill(executions, 0);
            Arrays.fill(failures, 0);
            newest = slice;
        }
        while (newest < slice) {
            newest++;
            executions[index(newest)] = 0;
            failures[index(newest)] = 0;
        }
        return newest;
    }

    private static int index(long slice) {
        return (int) Math.floorMod(slice, (long) SLICES);
    }
}
