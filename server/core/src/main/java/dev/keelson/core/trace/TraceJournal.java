package dev.keelson.core.trace;

import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Traces on local disk that wait for the store: one JSON document a line, in files of their own for each batch, written
 * and synced before {@link #append} returns. A file whose end was torn by a crash was never acknowledged; what of it can be
 * read is kept. All methods block; they may be called from any thread.
 */
public final class TraceJournal {
    private static final String SUFFIX = ".ndjson";
    private static final int REPLAYED_AT_ONCE = 200;
    private static final String BROKEN = ".broken";

    private final Path directory;
    private final long maxBytes;
    private final Consumer<String> reports;
    private long next;
    private long bytes;
    private int files;

    private TraceJournal(Path directory, long maxBytes, Consumer<String> reports) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.reports = reports;
    }

    /** Opens the journal with what an earlier process left in it. {@code reports} hears of what can't be read. */
    public static TraceJournal open(Path directory, long maxBytes, Consumer<String> reports) {
        try {
            Files.createDirectories(directory);
            var journal = new TraceJournal(directory, maxBytes, reports);
            for (Path file : journal.waiting()) {
                journal.next = Math.max(journal.next, number(file) + 1);
                journal.bytes += Files.size(file);
                journal.files++;
            }
            return journal;
        } catch (IOException failure) {
            throw new UncheckedIOException("can't open the trace journal in " + directory, failure);
        }
    }

    /** Files of the journal with the traces in them. */
    record Batch(List<Path> files, List<Trace> traces) {}

    /** Durable when it returns. Fails with {@link ErrorCode#STORE_UNAVAILABLE} when the journal has no room. */
    synchronized void append(List<Trace> traces) {
        byte[] lines = lines(traces);
        if (bytes + lines.length > maxBytes) {
            throw new KeelsonException(
                            ErrorCode.STORE_UNAVAILABLE,
                            "the store is away and the trace journal is full (" + maxBytes + " bytes)")
                    .withRetryAfter(Duration.ofSeconds(10));
        }
        try {
            write(directory.resolve("%019d%s".formatted(next, SUFFIX)), lines);
        } catch (IOException failure) {
            throw new KeelsonException(
                    ErrorCode.STORE_UNAVAILABLE, "the store is away and the trace journal can't be written", failure);
        }
        next++;
        files++;
        bytes += lines.length;
    }

    /**
     * The oldest traces, at most {@value #REPLAYED_AT_ONCE} and what fills up the last file; empty when nothing waits. A
     * file that can't be read at all is set aside and reported.
     */
    synchronized Optional<Batch> oldest() {
        List<Path> taken = new ArrayList<>();
        List<Trace> traces = new ArrayList<>();
        try {
            for (Path file : waiting()) {
                if (traces.size() >= REPLAYED_AT_ONCE) {
                    break;
                }
                List<Trace> read = read(file);
                if (read.isEmpty()) {
                    setAside(file);
                } else {
                    taken.add(file);
                    traces.addAll(read);
                }
            }
            return traces.isEmpty() ? Optional.empty() : Optional.of(new Batch(taken, traces));
        } catch (IOException failure) {
            throw new UncheckedIOException("can't read the trace journal", failure);
        }
    }

    /** The batch is in the store. */
    synchronized void remove(Batch batch) {
        try {
            for (Path file : batch.files()) {
                long size = Files.size(file);
                Files.delete(file);
                bytes -= size;
                files--;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("can't delete from the trace journal", failure);
        }
    }

    /** Traces could not be brought into the store yet. */
    void report(Throwable failure) {
        reports.accept("traces wait on in the journal: " + failure.getMessage());
    }

    public synchronized boolean isEmpty() {
        return files == 0;
    }

    public synchronized boolean isFull() {
        return bytes >= maxBytes - maxBytes / 16;
    }

    /** Bytes that wait for the store. */
    public synchronized long bytes() {
        return bytes;
    }

    private List<Path> waiting() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private void write(Path file, byte[] lines) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(lines);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
        syncDirectory();
    }

    /** The name of a new file is durable only when its directory is. */
    private void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private List<Trace> read(Path file) throws IOException {
        List<Trace> traces = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                traces.add(Json.mapper().readValue(line, Trace.class));
            } catch (IOException torn) {
                reports.accept("the trace journal has a torn line in " + file.getFileName());
            }
        }
        return traces;
    }

    private void setAside(Path file) throws IOException {
        reports.accept("nothing in " + file.getFileName() + " of the trace journal can be read; kept as " + BROKEN);
        bytes -= Files.size(file);
        files--;
        Files.move(file, file.resolveSibling(file.getFileName() + BROKEN));
    }

    private static byte[] lines(List<Trace> traces) {
        var out = new java.io.ByteArrayOutputStream();
        for (Trace trace : traces) {
            out.writeBytes(Json.bytes(trace));
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }
}
