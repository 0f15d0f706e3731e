package dev.keelson.storage.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes the store. It takes all writes that wait, applies them one after the other, commits and
 * syncs them together, and only then answers them.
 *
 * <p>That a single thread does everything is what keeps data and indexes together: no commit can fall between the steps
 * of one command. After any failure to commit, all waiting writes fail, and so does every later one: nothing is ever
 * acknowledged again.
 */
final class GroupCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MAX_WAITING = 20_000;
    private static final int MAX_GROUP = 1_000;
    private static final long MAX_GROUP_NANOS = Duration.ofMillis(50).toNanos();
    private static final long IDLE_POLL_MILLIS = 250;

    /** What is to be done with applied changes. All methods run on the writing thread. */
    interface Target {
        /** Returns after the changes have reached the disk. */
        void commit();

        void publish();

        /** Does some housekeeping now and then; returns whether it moved anything, so that it has to be published. */
        boolean reclaimSpace();

        /** The end after a failure: the changes since the last commit are to be forgotten. */
        void abandon();
    }

    private final Target target;
    private final BlockingQueue<Write<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "embedded-store-writer");
    private volatile boolean closed;

    GroupCommit(Target target) {
        this.target = target;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Completes, on the writing thread, after the change is durable; or fails with what the change threw. */
    <T> CompletionStage<T> submit(Supplier<T> change) {
        Write<T> write = new Write<>(change);
        if (!offer(write)) {
            write.fail(CommandErrors.shuttingDown(refusal()));
        }
        return write.reply;
    }

    private synchronized boolean offer(Write<?> write) {
        return !closed && waiting.offer(write);
    }

    // Once this has returned nothing is added to the queue any more, so whoever empties it misses no write.
    private synchronized void refuseNewWrites() {
        closed = true;
    }

    /** Completes with the cause once the store has stopped for good. */
    CompletionStage<Throwable> failure() {
        return failure.copy();
    }

    boolean hasFailed() {
        return failure.isDone();
    }

    /** Finishes all writes that wait, refuses new ones, and returns when the thread has ended. */
    void close() {
        refuseNewWrites();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        failWaiting();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed || !waiting.isEmpty()) {
                commitGroup();
            }
        } catch (Throwable e) {
            stop(e);
        }
    }

    private void commitGroup() throws InterruptedException {
        Write<?> first = waiting.poll(IDLE_POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        List<Write<?>> group = new ArrayList<>();
        try {
            applyGroup(first, group);
            target.commit();
            target.publish();
        } catch (Throwable e) {
            group.forEach(write -> write.fail(e));
            throw e;
        }
        group.forEach(Write::acknowledge);
        if (target.reclaimSpace()) {
            target.publish();
        }
    }

    private void applyGroup(Write<?> first, List<Write<?>> group) {
        long start = System.nanoTime();
        Write<?> next = first;
        while (next != null) {
            group.add(next);
            next.apply();
            boolean full = group.size() >= MAX_GROUP || System.nanoTime() - start > MAX_GROUP_NANOS;
            next = full ? null : waiting.poll();
        }
    }

    private void stop(Throwable cause) {
        refuseNewWrites();
        LOG.error("The embedded store has stopped: no write is acknowledged any more", cause);
        boolean unused = failure.complete(cause);
        failWaiting();
        target.abandon();
    }

    private void failWaiting() {
        Write<?> write = waiting.poll();
        while (write != null) {
            write.fail(CommandErrors.shuttingDown(refusal()));
            write = waiting.poll();
        }
    }

    private String refusal() {
        if (failure.isDone()) {
            return "the embedded store has stopped after a failed commit";
        }
        return closed ? "the embedded store is closed" : "too many writes wait";
    }

    /** One command that waits for its commit. */
    private static final class Write<T> {
        private final Supplier<T> change;
        private final CompletableFuture<T> reply = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable RuntimeException refused;

        private Write(Supplier<T> change) {
            this.change = change;
        }

        private void apply() {
            try {
                result = change.get();
            } catch (TornChangeException e) {
                throw e;
            } catch (RuntimeException e) {
                refused = e;
            }
        }

        private void acknowledge() {
            if (refused != null) {
                reply.completeExceptionally(refused);
                return;
            }
            reply.complete(result);
        }

        private void fail(Throwable cause) {
            reply.completeExceptionally(cause);
        }
    }
}
