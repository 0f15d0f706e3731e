package dev.keelson.plugin.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One accepted connection of a {@link StubHttpServer}: reads one request, then does what the answer says. */
final class StubConnection implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 64 << 10;
    private static final int MAX_BODY_BYTES = 32 << 20;

    private final Socket socket;
    private final InputStream in;
    private final Runnable onClientClose;

    StubConnection(Socket socket, Runnable onClientClose) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.onClientClose = onClientClose;
        socket.setTcpNoDelay(true);
    }

    RecordedRequest read() throws IOException {
        String[] first = line().split(" ", 3);
        if (first.length < 3) {
            throw new IOException("request line has " + first.length + " parts (expected: 3)");
        }
        Map<String, List<String>> headers = headers();
        byte[] body = headers.containsKey("transfer-encoding") ? chunkedBody() : fixedBody(headers);
        return new RecordedRequest(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    void run(StubAnswer answer) throws IOException, InterruptedException {
        for (StubAnswer.Step step : answer.steps()) {
            if (socket.isClosed()) {
                return;
            }
            step.run(this);
        }
    }

    void write(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException goneAway) {
            onClientClose.run();
            throw goneAway;
        }
    }

    void pause(Duration pause) throws InterruptedException {
        Thread.sleep(pause.toMillis());
    }

    /** Closing with a zero linger time sends a reset instead of an orderly end. */
    void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void awaitClientClose() throws IOException {
        try {
            while (in.read() >= 0) {
                // Whatever the client still sends is of no interest: only the end counts.
            }
            onClientClose.run();
        } catch (SocketException reset) {
            onClientClose.run();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
            headers.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] fixedBody(Map<String, List<String>> headers) throws IOException {
        int length = Integer.parseInt(
                headers.getOrDefault("content-length", List.of("0")).get(0));
        return exactly(length);
    }

    private byte[] chunkedBody() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(exactly(size));
            if (!line().isEmpty() || body.size() > MAX_BODY_BYTES) {
                throw new IOException("chunked request body is broken or too long");
            }
        }
        if (!line().isEmpty()) {
            throw new IOException("trailers are not supported");
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        if (length < 0 || length > MAX_BODY_BYTES) {
            throw new IOException("request body: " + length + " bytes (expected: 0 to " + MAX_BODY_BYTES + ")");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("request body ended early");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("connection ended inside the request head");
            }
            if (line.size() >= MAX_LINE_BYTES) {
                throw new IOException("request head line is longer than " + MAX_LINE_BYTES + " bytes");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
