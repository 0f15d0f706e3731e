package dev.keelson.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends requests at a fixed rate whatever becomes of them, from one thread: a request that finds no idle connection gets
 * a new one, up to a bound. Times count from when each request should have been sent.
 */
final class OpenLoop implements AutoCloseable {
    /**
     * One answer.
     *
     * @param dueNanos when it should have been asked for, since the run began
     * @param takenNanos since then
     * @param waitedNanos since it really was asked for
     * @param saysWhenAgain whether it has a Retry-After
     */
    record Answered(
            long dueNanos, long takenNanos, long waitedNanos, int status, boolean good, boolean saysWhenAgain) {}

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NAP_FROM_NANOS = 1_200_000;
    private static final long NAP_NANOS = 100_000;
    /** Answers are taken between bursts of this many requests, or a late generator would never read. */
    private static final int BURST = 16;

    private final Target target;
    private final int maxConnections;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();
    /** Statuses of bad answers of which one was shown. */
    private final Set<Integer> shown = new HashSet<>();

    private Consumer<Answered> listener = answered -> {};
    private long start;
    private long broken;

    OpenLoop(Target target, int maxConnections) {
        this.target = target;
        this.maxConnections = maxConnections;
        try {
            selector = Selector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What became of the requests that got no answer. */
    record Unanswered(long broken, long open) {}

    /** Sends for so long, then waits for answers at most as long as {@code patience}. */
    Unanswered run(Duration duration, int perSecond, Duration patience, Consumer<Answered> answers) {
        listener = answers;
        broken = 0;
        start = System.nanoTime();
        long total = duration.toMillis() * perSecond / 1_000;
        try {
            send(total, perSecond);
            return new Unanswered(broken, drain(patience));
        } catch (IOException failure) {
            throw new UncheckedIOException(target.name(), failure);
        }
    }

    @Override
    public void close() {
        try {
            for (Connection connection : connections) {
                connection.close();
            }
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void send(long total, int perSecond) throws IOException {
        long sent = 0;
        while (sent < total) {
            int burst = 0;
            long intended = start + sent * NANOS_PER_SECOND / perSecond;
            while (burst < BURST && sent < total && intended <= System.nanoTime() && sendOne(intended)) {
                burst++;
                sent++;
                intended = start + sent * NANOS_PER_SECOND / perSecond;
            }
            receiveUntil(intended, burst > 0);
        }
    }

    /** A selector sleeps in whole milliseconds; the rest of the way is polled in short naps. */
    private void receiveUntil(long due, boolean hasSent) throws IOException {
        long early = due - System.nanoTime();
        if (early > NAP_FROM_NANOS) {
            receive(TimeUnit.NANOSECONDS.toMillis(early));
        } else if (early > 0) {
            receive(0);
            LockSupport.parkNanos(Math.min(NAP_NANOS, early));
        } else {
            receive(hasSent ? 0 : 1);
        }
    }

    /** False when every connection is busy: the request is then late, and its time says so. */
    private boolean sendOne(long intended) throws IOException {
        Connection connection = idle.pollLast();
        if (connection == null) {
            if (connections.size() >= maxConnections) {
                return false;
            }
            connection = new Connection(selector, target);
            connections.add(connection);
        }
        try {
            connection.send(intended);
        } catch (IOException cut) {
            giveUp(connection);
        }
        return true;
    }

    private void receive(long timeoutMillis) throws IOException {
        int ready = timeoutMillis > 0 ? selector.select(timeoutMillis) : selector.selectNow();
        if (ready == 0) {
            return;
        }
        for (SelectionKey key : selector.selectedKeys()) {
            take((Connection) key.attachment());
        }
        selector.selectedKeys().clear();
    }

    private void take(Connection connection) throws IOException {
        try {
            Connection.Progress progress = connection.read();
            if (progress == Connection.Progress.PARTIAL) {
                return;
            }
            listener.accept(answered(connection, progress == Connection.Progress.SUCCEEDED));
            idle.addLast(connection);
        } catch (IOException cut) {
            giveUp(connection);
        }
    }

    private Answered answered(Connection connection, boolean good) {
        long now = System.nanoTime();
        long due = connection.intendedNanos();
        if (!good && shown.add(connection.status())) {
            System.err.println(target.name() + " failed: " + connection.answer());
        }
        boolean saysWhenAgain =
                !good && connection.answer().toLowerCase(Locale.ROOT).contains("\nretry-after:");
        return new Answered(
                due - start, now - due, now - connection.sentNanos(), connection.status(), good, saysWhenAgain);
    }

    private void giveUp(Connection connection) throws IOException {
        broken++;
        connections.remove(connection);
        connection.close();
    }

    private long drain(Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (idle.size() < connections.size() && System.nanoTime() < end) {
            receive(1);
        }
        return (long) connections.size() - idle.size();
    }
}
