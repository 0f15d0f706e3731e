package dev.keelson.storage.embedded;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The rest of a result that did not fit into a batch. Holds its view until it is closed. Safe for all threads: one batch
 * is taken at a time.
 */
final class OpenCursor {
    private static final int MAX_BATCH_BYTES = 16 << 20;

    private final String namespace;
    private final Iterator<byte[]> documents;
    private final StoreView view;
    private boolean closed;
    private volatile long lastUsedNanos = System.nanoTime();

    /** Holds the view for itself. */
    OpenCursor(String namespace, Iterator<byte[]> documents, StoreView view) {
        this.namespace = namespace;
        this.documents = documents;
        this.view = view;
        view.hold();
    }

    String namespace() {
        return namespace;
    }

    long idleNanos() {
        return System.nanoTime() - lastUsedNanos;
    }

    /** Up to so many documents, but never more than 16 MB unless a single one is larger. */
    synchronized List<byte[]> take(int maxDocuments) {
        List<byte[]> batch = new ArrayList<>();
        long bytes = 0;
        while (!closed && batch.size() < maxDocuments && bytes < MAX_BATCH_BYTES && documents.hasNext()) {
            byte[] document = documents.next();
            bytes += document.length;
            batch.add(document);
        }
        lastUsedNanos = System.nanoTime();
        return batch;
    }

    synchronized boolean isExhausted() {
        return closed || !documents.hasNext();
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            view.release();
        }
    }
}
