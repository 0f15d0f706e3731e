package dev.keelson.dist.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between Keelson and its store, and lets through what the test wants. */
final class StoreProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "store-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean cut;
    private volatile long delayMillis;

    StoreProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Ends all connections and takes no new ones until {@link #restore}. */
    void cut() {
        cut = true;
        open.forEach(StoreProxy::close);
    }

    void restore() {
        cut = false;
    }

    /** Holds back everything that the store says. */
    void delay(long millis) {
        delayMillis = millis;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException gone) {
            // It is closed.
        }
        open.forEach(StoreProxy::close);
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                if (cut) {
                    close(caller);
                } else {
                    connect(caller);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket caller) {
        try {
            Socket store = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(caller);
            open.add(store);
            threads.execute(() -> pump(caller, store, false));
            threads.execute(() -> pump(store, caller, true));
        } catch (IOException storeIsGone) {
            close(caller);
        }
    }

    private void pump(Socket from, Socket to, boolean delayed) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int length = in.read(buffer);
            while (length >= 0) {
                if (delayed && delayMillis > 0) {
                    FaultCase.pause(delayMillis);
                }
                out.write(buffer, 0, length);
                out.flush();
                length = in.read(buffer);
            }
        } catch (IOException ended) {
            // One side has ended, so the other does.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed.
        }
    }
}
