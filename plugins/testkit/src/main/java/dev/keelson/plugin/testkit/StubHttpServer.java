package dev.keelson.plugin.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * An HTTP server on a free loopback port that says exactly what a test scripts, broken answers included, and records what
 * it was asked. One request per connection; at most 64 connections at a time. Thread-safe.
 */
public final class StubHttpServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 64;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final StubAnswer UNSCRIPTED =
            StubAnswer.json(599, "{\"error\":{\"message\":\"the test has scripted no answer for this request\"}}");

    private final ServerSocket listener;
    private final ExecutorService workers;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Queue<StubAnswer> script = new ArrayDeque<>();
    private final List<RecordedRequest> requests = new ArrayList<>();
    private Function<RecordedRequest, StubAnswer> responder = request -> UNSCRIPTED;
    private int connections;
    private int clientCloses;

    private StubHttpServer(ServerSocket listener) {
        this.listener = listener;
        this.workers = new ThreadPoolExecutor(
                0, MAX_CONNECTIONS + 1, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), StubHttpServer::daemon);
    }

    public static StubHttpServer start() {
        try {
            var server = new StubHttpServer(new ServerSocket(0, MAX_CONNECTIONS, InetAddress.getByAddress(LOOPBACK)));
            server.workers.execute(server::accept);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException("can't open a loopback port", failure);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code path} starts with a slash, or is empty. */
    public URI uri(String path) {
        return URI.create(address(path));
    }

    /** The same as text, for paths with placeholders in them. */
    public String address(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** Scripts the answer to the next request that has none yet; scripted answers go before the responder. */
    public synchronized void enqueue(StubAnswer answer) {
        script.add(answer);
    }

    /** Answers every request that no scripted answer waits for. */
    public synchronized void respond(Function<RecordedRequest, StubAnswer> function) {
        responder = function;
    }

    /** What was asked so far, in order of arrival. */
    public synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** The latest request. Throws {@link IllegalStateException} when there was none. */
    public synchronized RecordedRequest lastRequest() {
        if (requests.isEmpty()) {
            throw new IllegalStateException("no request has arrived");
        }
        return requests.get(requests.size() - 1);
    }

    /** How many connections were accepted, those without a complete request included. */
    public synchronized int connections() {
        return connections;
    }

    /** Waits until at least {@code count} requests were recorded; false when the time is up before. */
    public boolean awaitRequests(int count, Duration limit) throws InterruptedException {
        return await(() -> requests.size() >= count, limit);
    }

    /** Waits until a client closed a connection whose answer was not finished; false when the time is up before. */
    public boolean awaitClientClose(Duration limit) throws InterruptedException {
        return await(() -> clientCloses > 0, limit);
    }

    @Override
    public void close() {
        closeQuietly(listener);
        open.forEach(StubHttpServer::closeQuietly);
        workers.shutdownNow();
    }

    private synchronized boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                hand(listener.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void hand(Socket socket) {
        open.add(socket);
        try {
            workers.execute(() -> serve(socket));
        } catch (RejectedExecutionException full) {
            open.remove(socket);
            closeQuietly(socket);
        }
    }

    private void serve(Socket socket) {
        try (var connection = new StubConnection(socket, this::countClientClose)) {
            countConnection();
            RecordedRequest request = connection.read();
            connection.run(answerTo(request));
        } catch (IOException goneAway) {
            // The client left, or the test closed the server: both are normal here.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** The responder runs outside the lock, so that one slow answer does not hold up another. */
    private StubAnswer answerTo(RecordedRequest request) {
        Function<RecordedRequest, StubAnswer> function;
        synchronized (this) {
            requests.add(request);
            notifyAll();
            StubAnswer scripted = script.poll();
            if (scripted != null) {
                return scripted;
            }
            function = responder;
        }
        return function.apply(request);
    }

    private synchronized void countConnection() {
        connections++;
    }

    private synchronized void countClientClose() {
        clientCloses++;
        notifyAll();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "stub-http");
        thread.setDaemon(true);
        return thread;
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyGone) {
            // Nothing depends on how the end of a test's server goes.
        }
    }
}
