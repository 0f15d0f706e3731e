package dev.keelson.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Opens many event streams and reads all of them from one thread. */
final class StreamLoad implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final long POLL_MILLIS = 2;

    private final Target target;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final List<StreamScanner> streams = new ArrayList<>();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Histogram micros = new Histogram(3);
    private boolean measuring;
    private long delivered;
    private int open;
    private int cut;

    StreamLoad(Target target) {
        this.target = target;
        try {
            selector = Selector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What was read while it was measured. */
    record Window(long pieces, Histogram micros) {}

    /** What became of the streams. */
    record Sum(long pieces, long whole, long failed, long skipped, int cut, int open) {}

    /** Opens streams evenly over the time, reading those that are open. */
    void open(int count, Duration over) {
        long start = System.nanoTime();
        for (int opened = 0; opened < count; opened++) {
            readUntil(start + over.toNanos() * opened / count);
            open();
        }
    }

    /** Reads for so long. */
    Window measure(Duration duration) {
        long before = delivered;
        micros.reset();
        measuring = true;
        readUntil(System.nanoTime() + duration.toNanos());
        measuring = false;
        return new Window(delivered - before, micros.copy());
    }

    /** Reads until every stream has ended, at most for so long. */
    Sum finish(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (open > 0 && System.nanoTime() < end) {
            read();
        }
        return new Sum(
                streams.stream().mapToLong(StreamScanner::seen).sum(),
                streams.stream().filter(StreamScanner::hasOutput).count(),
                streams.stream().filter(StreamScanner::failed).count(),
                streams.stream().filter(StreamScanner::skipped).count(),
                cut,
                open);
    }

    @Override
    public void close() {
        try {
            for (SocketChannel channel : channels) {
                channel.close();
            }
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void open() {
        try {
            SocketChannel channel =
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port()));
            ByteBuffer request = ByteBuffer.wrap(target.request());
            while (request.hasRemaining()) {
                channel.write(request);
            }
            channel.configureBlocking(false);
            StreamScanner scanner = new StreamScanner(this::piece);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ, scanner);
            channels.add(channel);
            streams.add(scanner);
            open += key.isValid() ? 1 : 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void piece(int number, long sentNanos) {
        delivered++;
        if (measuring && number >= 0) {
            micros.recordValue(Math.max(0, System.nanoTime() - sentNanos) / 1_000);
        }
    }

    private void readUntil(long end) {
        while (System.nanoTime() < end) {
            read();
        }
    }

    private void read() {
        try {
            if (selector.select(POLL_MILLIS) == 0) {
                return;
            }
            for (SelectionKey key : selector.selectedKeys()) {
                read(key);
            }
            selector.selectedKeys().clear();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void read(SelectionKey key) throws IOException {
        StreamScanner scanner = (StreamScanner) key.attachment();
        buffer.clear();
        int read = ((SocketChannel) key.channel()).read(buffer);
        scanner.scan(buffer.flip());
        if (read < 0 || scanner.ended()) {
            cut += scanner.ended() ? 0 : 1;
            open--;
            key.cancel();
        }
    }
}
