package dev.keelson.storage.embedded;

import dev.keelson.storage.embedded.EmbeddedStoreException.Reason;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.mvstore.MVStoreException;

/**
 * An open embedded store: the MongoDB wire protocol on 127.0.0.1 over one file. Connect the MongoDB driver with
 * {@link #connectionString()}, close the driver first and then this.
 *
 * <p>Only one store, in this process or any other, can have a file open. All methods are safe for all threads.
 */
public final class EmbeddedStore implements AutoCloseable {
    private static final int READERS = Math.max(4, Runtime.getRuntime().availableProcessors() * 2);
    private static final int STOP_SECONDS = 10;

    private final StoreFile file;
    private final Catalog catalog;
    private final GroupCommit commits;
    private final QueryExecutor queries = new QueryExecutor();
    private final OpenCursors cursors = new OpenCursors();
    private final ExecutorService readers =
            Executors.newFixedThreadPool(READERS, new DefaultThreadFactory("embedded-store-reader", true));
    private final StoreListener listener;
    private final String connectionString;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedStore(StoreFile file, EmbeddedStoreConfig config) {
        this.file = file;
        this.catalog = new Catalog(file.store());
        this.commits = new GroupCommit(new CommitTarget(file, catalog));
        SecureRandom random = new SecureRandom();
        StoreCredential credential = new StoreCredential(random);
        CommandTable commands = new CommandTable(queries, cursors);
        CommandDispatcher dispatcher = new CommandDispatcher(commands, catalog, commits, readers);
        this.listener =
                new StoreListener(dispatcher, credential, new ConnectionLimits(config.maxConnections()), random);
        this.connectionString = connectionString(credential, listen(config.port()));
    }

    /** Opens or creates the file with the defaults of {@link EmbeddedStoreConfig#of}. */
    public static EmbeddedStore open(Path file) {
        return open(EmbeddedStoreConfig.of(file));
    }

    /** Blocks for a moment. Fails with an {@link EmbeddedStoreException} that says why the store cannot be opened. */
    public static EmbeddedStore open(EmbeddedStoreConfig config) {
        StoreFile file = StoreFile.open(config);
        try {
            return new EmbeddedStore(file, config);
        } catch (MVStoreException e) {
            file.abandon();
            throw new EmbeddedStoreException(Reason.FILE_NOT_READABLE, config.file() + " is damaged", e);
        } catch (RuntimeException e) {
            file.abandon();
            throw e;
        }
    }

    /** For the MongoDB driver. Contains the password of this start: do not log it or hand it on. */
    public String connectionString() {
        return connectionString;
    }

    /**
     * Completes, with the cause, if the store has stopped because a commit failed. Every command then fails, and the
     * process should end: what was acknowledged is on the disk, what was not is lost.
     */
    public CompletionStage<Throwable> failure() {
        return commits.failure();
    }

    /** Finishes the writes that wait, compacts the file for up to two seconds, and closes it. Blocks. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        commits.close();
        listener.close();
        stopReaders();
        cursors.closeAll();
        if (commits.hasFailed()) {
            return;
        }
        catalog.close();
        try {
            file.close();
        } catch (RuntimeException e) {
            throw new EmbeddedStoreException(Reason.FAILED, "the store was not closed properly", e);
        }
    }

    /** For tests: how many documents queries have looked at. */
    long documentsExamined() {
        return queries.documentsExamined();
    }

    private int listen(int port) {
        try {
            int bound = listener.bind(port);
            commits.start();
            listener.repeat(cursors::closeIdle);
            return bound;
        } catch (RuntimeException e) {
            listener.close();
            readers.shutdownNow();
            throw e;
        }
    }

    private static String connectionString(StoreCredential credential, int port) {
        return "mongodb://" + credential.user() + ":" + credential.password() + "@127.0.0.1:" + port
                + "/?authSource=admin&authMechanism=SCRAM-SHA-256&directConnection=true&retryWrites=false";
    }

    private void stopReaders() {
        readers.shutdown();
        try {
            if (!readers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                readers.shutdownNow();
            }
        } catch (InterruptedException e) {
            readers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
