package dev.keelson.dist.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider over raw TCP, so that it can break framing too. Each request plays the next fault of the script, and the last
 * one for ever; a new script may be given at any time.
 */
final class FaultProvider implements AutoCloseable {
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fault-provider");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private volatile List<Fault> script;

    private FaultProvider(ServerSocket server, List<Fault> script) {
        this.server = server;
        this.script = script;
        threads.execute(this::accept);
    }

    static FaultProvider playing(Fault... script) {
        try {
            return on(new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress()), script);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@code server}: for TLS and other special sockets. */
    static FaultProvider on(ServerSocket server, Fault... script) {
        return new FaultProvider(server, List.of(script));
    }

    void play(Fault... newScript) {
        script = List.of(newScript);
        next.set(0);
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Calls of models; probes of the list of models are left out. */
    List<Call> calls() {
        return calls.stream().filter(call -> call.method().equals("POST")).toList();
    }

    int openConnections() {
        return open.size();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException gone) {
            // There is nothing left to close.
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            Wire out = new Wire(socket);
            Optional<Call> call = read(in);
            while (call.isPresent()) {
                calls.add(call.get());
                nextFault(call.get()).play(call.get(), out);
                call = out.keepsOpen() ? read(in) : Optional.empty();
            }
        } catch (IOException | InterruptedException callerIsGone) {
            // That is what many of these tests are about.
        } finally {
            open.remove(socket);
        }
    }

    private Fault nextFault(Call call) {
        List<Fault> current = script;
        boolean isProbe = call.method().equals("GET");
        int step = isProbe ? next.get() : next.getAndIncrement();
        return current.get(Math.min(step, current.size() - 1));
    }

    private static Optional<Call> read(InputStream in) throws IOException {
        String head = readHead(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = head.lines().filter(line -> !line.isEmpty()).toList();
        String[] first = lines.get(0).split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return Optional.of(new Call(System.nanoTime(), first[0], first[1], headers, body));
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int tail = 0;
        int next = in.read();
        while (next >= 0) {
            head.write(next);
            tail = (tail << 8) | next;
            if (tail == 0x0d0a0d0a) {
                return head.toString(StandardCharsets.UTF_8);
            }
            next = in.read();
        }
        return "";
    }
}
