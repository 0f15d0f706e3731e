package dev.keelson.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver of webhooks that speaks HTTP by hand: it keeps what comes and writes the bytes that a test gives it. */
final class RawReceiver implements AutoCloseable {
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Script script = out -> write(out, "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");

    /** {@code headers}: under lower-case names. */
    record Received(String requestLine, Map<String, String> headers, String body) {}

    /** Writes an answer. */
    interface Script {
        void answer(OutputStream out) throws IOException;
    }

    RawReceiver() {
        try {
            socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/in?a=b";
    }

    List<Received> received() {
        return received;
    }

    void does(Script next) {
        script = next;
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String line = line(in);
            while (!line.isEmpty()) {
                Map<String, String> headers = headers(in);
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                received.add(new Received(line, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8)));
                script.answer(connection.getOutputStream());
                line = line(in);
            }
        } catch (IOException clientWentAway) {
            // What a test wants to see is in what was received before.
        }
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        String line = line(in);
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
            line = line(in);
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                line.append((char) next);
            }
            next = in.read();
        }
        return line.toString();
    }
}
