package dev.keelson.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds the pieces of a {@link ShapedProvider} in the bytes of an event stream, and how the stream ends, without parsing
 * it: a thousand streams must cost their reader little.
 */
final class StreamScanner {
    /** Hears of each piece once, in order. */
    interface Listener {
        void piece(int number, long sentNanos);
    }

    /** The names of events as the last eight bytes at their place. */
    private static final long OUTPUT = window("output\nd");

    private static final long ERROR = window(" error\nd");
    private static final long INTERRUPTED = window("rupted\nd");
    private static final long SKIPPED = window("kipped\nd");
    private static final long LAST_CHUNK = window("\n\r\n0\r\n\r\n");

    private final Listener listener;
    private long window;
    private long number = -1;
    private long sent = -1;
    private int seen;
    private boolean hasOutput;
    private boolean failed;
    private boolean skipped;
    private boolean ended;

    StreamScanner(Listener listener) {
        this.listener = listener;
    }

    void scan(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            window = (window << 8) | (next & 0xff);
            if (next == '\n' || next == 'd') {
                look();
            }
            if (!hasOutput) {
                scanPiece(next);
            }
        }
    }

    int seen() {
        return seen;
    }

    boolean hasOutput() {
        return hasOutput;
    }

    boolean failed() {
        return failed;
    }

    boolean skipped() {
        return skipped;
    }

    boolean ended() {
        return ended;
    }

    private void look() {
        hasOutput |= window == OUTPUT;
        failed |= window == ERROR || window == INTERRUPTED;
        skipped |= window == SKIPPED;
        ended |= window == LAST_CHUNK;
    }

    private void scanPiece(byte next) {
        if (next == '#') {
            number = 0;
            sent = -1;
        } else if (number >= 0 && next == ':' && sent < 0) {
            sent = 0;
        } else if (number >= 0 && next >= '0' && next <= '9') {
            addDigit(next - '0');
        } else if (number >= 0) {
            if (next == ';' && sent > 0) {
                seen++;
                listener.piece((int) number, sent);
            }
            number = -1;
        }
    }

    private void addDigit(int digit) {
        if (sent < 0) {
            number = number * 10 + digit;
        } else {
            sent = sent * 10 + digit;
        }
    }

    private static long window(String text) {
        long window = 0;
        for (byte each : text.getBytes(StandardCharsets.US_ASCII)) {
            window = (window << 8) | (each & 0xff);
        }
        return window;
    }
}
