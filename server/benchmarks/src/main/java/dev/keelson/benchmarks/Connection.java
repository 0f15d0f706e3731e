package dev.keelson.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One kept-alive connection with at most one request under way. Used by one thread. */
final class Connection {
    /** What reading found: nothing whole yet, a good answer, or a bad one. */
    enum Progress {
        PARTIAL,
        SUCCEEDED,
        FAILED
    }

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int STATUS_AT = 9;
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer response = ByteBuffer.allocate(BUFFER_BYTES);
    private int expectedBytes = -1;
    private boolean succeeded;
    private long intendedNanos;

    Connection(Selector selector, Target target) throws IOException {
        request = ByteBuffer.wrap(target.request());
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ, this);
        if (!key.isValid()) {
            throw new IOException("not registered");
        }
    }

    /** {@code intendedNanos}: when the request should have left, which is where its time starts. */
    void send(long intendedNanos) throws IOException {
        this.intendedNanos = intendedNanos;
        expectedBytes = -1;
        response.clear();
        request.rewind();
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    long intendedNanos() {
        return intendedNanos;
    }

    /** Throws if the connection ended. */
    Progress read() throws IOException {
        if (channel.read(response) < 0) {
            throw new IOException("the server closed the connection");
        }
        if (expectedBytes < 0) {
            readHead();
        }
        if (expectedBytes < 0 || response.position() < expectedBytes) {
            return Progress.PARTIAL;
        }
        return succeeded ? Progress.SUCCEEDED : Progress.FAILED;
    }

    /** The last answer, for a message about it. */
    String answer() {
        return new String(response.array(), 0, response.position(), StandardCharsets.UTF_8);
    }

    void close() throws IOException {
        channel.close();
    }

    private void readHead() throws IOException {
        int headBytes = endOfHead();
        if (headBytes < 0) {
            return;
        }
        String head = new String(response.array(), 0, headBytes, StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new IOException("an answer without Content-Length: " + head);
        }
        expectedBytes = headBytes + Integer.parseInt(length.group(1));
        succeeded = head.startsWith("200", STATUS_AT);
        if (expectedBytes > BUFFER_BYTES) {
            throw new IOException("an answer of " + expectedBytes + " bytes (expected: at most " + BUFFER_BYTES + ")");
        }
    }

    private int endOfHead() {
        byte[] bytes = response.array();
        for (int at = 3; at < response.position(); at++) {
            if (bytes[at] == '\n' && bytes[at - 1] == '\r' && bytes[at - 2] == '\n') {
                return at + 1;
            }
        }
        return -1;
    }
}
