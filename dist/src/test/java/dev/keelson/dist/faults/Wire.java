package dev.keelson.dist.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The bytes that go back to the caller, right or wrong. */
final class Wire {
    private final Socket socket;
    private final OutputStream out;
    private boolean keepsOpen = true;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /** A whole, well-framed answer. */
    void answer(int status, String contentType, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        raw(head(status, contentType, headers) + "Content-Length: " + bytes.length + "\r\n\r\n");
        bytes(bytes);
    }

    void json(int status, String body, String... headers) throws IOException {
        answer(status, "application/json", body, headers);
    }

    /** An answer that says it is longer than it is; the connection ends after it. */
    void cutAnswer(String body, int claimedLength) throws IOException {
        raw(head(200, "application/json") + "Content-Length: " + claimedLength + "\r\n\r\n" + body);
        keepsOpen = false;
    }

    /** The head of a stream that ends with the connection. */
    void openStream() throws IOException {
        raw(head(200, "text/event-stream") + "Connection: close\r\n\r\n");
        keepsOpen = false;
    }

    void raw(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** One byte to a segment. */
    void byteByByte(String text) throws IOException {
        socket.setTcpNoDelay(true);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            out.write(each);
            out.flush();
        }
    }

    void pause(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    /** Waits until the caller gives up. */
    void hang() throws IOException {
        keepsOpen = false;
        while (socket.getInputStream().read() >= 0) {
            // Whatever comes is of no interest.
        }
    }

    /** Ends the connection with RST. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
        keepsOpen = false;
    }

    boolean keepsOpen() {
        return keepsOpen && !socket.isClosed();
    }

    private static String head(int status, String contentType, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Type: " + contentType + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }
}
