package dev.keelson.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** A TCP connection, for requests that no HTTP library would send. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reads one answer: its head and as much of a body as its Content-Length says. */
    String answer() {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        int length = contentLength(head.toString());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (body.size() < length) {
            body.write(read());
        }
        return head + body.toString(StandardCharsets.UTF_8);
    }

    /** Reads until the text has come, and gives all that came. */
    String until(String text) {
        StringBuilder all = new StringBuilder();
        while (!endsWith(all, text)) {
            int next = read();
            if (next < 0) {
                return all + "<closed>";
            }
            all.append((char) next);
        }
        return all.toString();
    }

    private static boolean endsWith(StringBuilder all, String text) {
        int start = all.length() - text.length();
        return start >= 0 && all.indexOf(text, start) == start;
    }

    /** Whether the server closes the connection within that time. */
    boolean closesWithin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            socket.setSoTimeout(Math.toIntExact(time.toMillis()));
            while (System.nanoTime() < end) {
                if (in.read() < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private int read() {
        try {
            return in.read();
        } catch (SocketException reset) {
            return -1;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .findFirst()
                .map(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).trim()))
                .orElse(0);
    }
}
