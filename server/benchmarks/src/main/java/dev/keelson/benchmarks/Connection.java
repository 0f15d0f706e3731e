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
import java.util.Arrays;
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

    private static final int FIRST_BYTES = 4 * 1024;
    private static final int MAX_BYTES = 64 * 1024;
    private static final int STATUS_AT = 9;
    private static final int STATUS_DIGITS = 3;
    private static final int OK = 200;
    /** Of a body whose end is not known before it comes. */
    private static final int UNTIL_LAST_CHUNK = Integer.MAX_VALUE;

    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHUNKED = Pattern.compile("\r\ntransfer-encoding: *chunked", Pattern.CASE_INSENSITIVE);

    private final SocketChannel channel;
    private final ByteBuffer request;
    private ByteBuffer response = ByteBuffer.allocate(FIRST_BYTES);
    private int expectedBytes = -1;
    private int status;
    private long intendedNanos;
    private long sentNanos;

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
        sentNanos = System.nanoTime();
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
        if (!isWhole()) {
            makeRoom();
            return Progress.PARTIAL;
        }
        boolean streamed = expectedBytes == UNTIL_LAST_CHUNK;
        return status == OK && (!streamed || answer().contains("\nevent: output\n"))
                ? Progress.SUCCEEDED
                : Progress.FAILED;
    }

    /** Of the last answer. */
    int status() {
        return status;
    }

    /** When the last request really left. */
    long sentNanos() {
        return sentNanos;
    }

    /** The last answer, for a message about it. */
    String answer() {
        return new String(response.array(), 0, response.position(), StandardCharsets.UTF_8);
    }

    void close() throws IOException {
        channel.close();
    }

    private boolean isWhole() {
        if (expectedBytes == UNTIL_LAST_CHUNK) {
            int from = response.position() - LAST_CHUNK.length;
            return from >= 0
                    && Arrays.equals(response.array(), from, response.position(), LAST_CHUNK, 0, LAST_CHUNK.length);
        }
        return expectedBytes >= 0 && response.position() >= expectedBytes;
    }

    private void makeRoom() throws IOException {
        if (response.hasRemaining()) {
            return;
        }
        if (response.capacity() >= MAX_BYTES) {
            throw new IOException("an answer of more than " + MAX_BYTES + " bytes");
        }
        response = ByteBuffer.allocate(response.capacity() * 2).put(response.flip());
    }

    private void readHead() throws IOException {
        int headBytes = endOfHead();
        if (headBytes < 0) {
            return;
        }
        String head = new String(response.array(), 0, headBytes, StandardCharsets.ISO_8859_1);
        status = Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + STATUS_DIGITS));
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            expectedBytes = headBytes + Integer.parseInt(length.group(1));
        } else if (CHUNKED.matcher(head).find()) {
            expectedBytes = UNTIL_LAST_CHUNK;
        } else {
            throw new IOException("an answer without an end: " + head);
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
