package dev.keelson.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends requests over kept-alive connections from one thread, so cheaply that the target is the limit. Either as fast as
 * the answers come, or at a fixed rate with the time counted from when each request should have been sent: a target that
 * stalls can't hide it by slowing the generator down.
 */
final class LoadGenerator implements AutoCloseable {
    /** What one run gave. Times in microseconds. */
    record Outcome(long requests, long errors, double seconds, Histogram micros) {
        double rate() {
            return requests / seconds;
        }
    }

    private static final long MAX_MICROS = 60_000_000;
    private static final int DIGITS = 3;
    private static final long POLL_NANOS = 100_000;
    private static final long SLEEP_FROM_NANOS = 1_500_000;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Target target;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private Histogram micros = new Histogram(MAX_MICROS, DIGITS);
    private long requests;
    private long errors;

    LoadGenerator(Target target, int connectionCount) {
        this.target = target;
        try {
            selector = Selector.open();
            for (int opened = 0; opened < connectionCount; opened++) {
                connections.add(new Connection(selector, target));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As fast as the answers come, until either bound is met. */
    Outcome saturate(Duration duration, long maxRequests) {
        long start = reset();
        long end = start + duration.toNanos();
        try {
            while (System.nanoTime() < end && requests < maxRequests) {
                sendAllIdle();
                receive(1);
            }
            drain();
        } catch (IOException failure) {
            throw new UncheckedIOException(target.name(), failure);
        }
        return outcome(start);
    }

    /** Evenly spaced at the rate. A request that finds no idle connection waits, and its wait counts. */
    Outcome pace(Duration duration, int perSecond) {
        long start = reset();
        long total = duration.toMillis() * perSecond / 1_000;
        long sent = 0;
        try {
            while (sent < total) {
                long intended = start + sent * 1_000_000_000L / perSecond;
                long early = intended - System.nanoTime();
                if (early <= 0 && !idle.isEmpty()) {
                    idle.removeFirst().send(intended);
                    sent++;
                } else {
                    awaitAnswers(early);
                }
            }
            drain();
        } catch (IOException failure) {
            throw new UncheckedIOException(target.name(), failure);
        }
        return outcome(start);
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

    private long reset() {
        micros = new Histogram(MAX_MICROS, DIGITS);
        requests = 0;
        errors = 0;
        idle.clear();
        idle.addAll(connections);
        return System.nanoTime();
    }

    private Outcome outcome(long start) {
        return new Outcome(requests, errors, (System.nanoTime() - start) / 1e9, micros);
    }

    private void sendAllIdle() throws IOException {
        while (!idle.isEmpty()) {
            idle.removeFirst().send(System.nanoTime());
        }
    }

    /** A selector sleeps in whole milliseconds; the rest of the way to the next request is polled in short naps. */
    private void awaitAnswers(long earlyNanos) throws IOException {
        if (earlyNanos > SLEEP_FROM_NANOS || idle.isEmpty()) {
            receive(1);
            return;
        }
        receiveNow();
        LockSupport.parkNanos(Math.min(POLL_NANOS, earlyNanos));
    }

    private void receive(long timeoutMillis) throws IOException {
        if (selector.select(timeoutMillis) > 0) {
            takeAnswers();
        }
    }

    private void receiveNow() throws IOException {
        if (selector.selectNow() > 0) {
            takeAnswers();
        }
    }

    private void takeAnswers() throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            Connection.Progress progress = connection.read();
            if (progress != Connection.Progress.PARTIAL) {
                count(connection, progress);
            }
        }
        selector.selectedKeys().clear();
    }

    private void count(Connection connection, Connection.Progress progress) {
        long taken = (System.nanoTime() - connection.intendedNanos()) / 1_000;
        micros.recordValue(Math.min(taken, MAX_MICROS));
        requests++;
        if (progress == Connection.Progress.FAILED && errors++ == 0) {
            System.err.println(target.name() + " failed: " + connection.answer());
        }
        idle.addLast(connection);
    }

    private void drain() throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (idle.size() < connections.size()) {
            if (System.nanoTime() > end) {
                throw new IOException((connections.size() - idle.size()) + " requests got no answer");
            }
            receive(1);
        }
    }
}
