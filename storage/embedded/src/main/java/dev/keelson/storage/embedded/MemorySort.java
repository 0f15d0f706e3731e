package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts documents that no index has in order. Keeps only their bytes, and of a limited result only as many as are wanted;
 * more than 32 MB are refused.
 */
final class MemorySort {
    private static final long MAX_BYTES = 32L << 20;
    private static final Comparator<Row> LAST_FIRST =
            Comparator.<Row>naturalOrder().reversed();

    private final SortKeys keys;
    private final int wanted;
    private final PriorityQueue<Row> rows = new PriorityQueue<>(LAST_FIRST);
    private long bytes;
    private long sequence;

    /**
     * Prepares to sort.
     *
     * @param wanted how many of the first rows are needed; 0 means all
     */
    MemorySort(SortKeys keys, int wanted) {
        this.keys = keys;
        this.wanted = wanted;
    }

    Iterator<StoredDocument> sort(Iterator<StoredDocument> documents) {
        documents.forEachRemaining(this::add);
        List<Row> sorted = new ArrayList<>(rows);
        Collections.sort(sorted);
        return sorted.stream().map(Row::document).iterator();
    }

    private void add(StoredDocument document) {
        Row row = new Row(keys.of(document.document()), sequence++, document.id(), document.bytes());
        rows.add(row);
        bytes += row.size();
        if (wanted > 0 && rows.size() > wanted) {
            bytes -= rows.remove().size();
        }
        if (bytes > MAX_BYTES) {
            throw new MongoServerError(
                    292,
                    "QueryExceededMemoryLimitNoDiskUseAllowed",
                    "sort needs more than " + MAX_BYTES + " bytes; an index in this order would need none");
        }
    }

    /** One document with what it is compared by; equal ones stay in the order in which they came. */
    private record Row(byte[] key, long sequence, byte[] id, byte[] bytes) implements Comparable<Row> {

        private long size() {
            return (long) key.length + id.length + bytes.length;
        }

        private StoredDocument document() {
            return new StoredDocument(id, bytes, BsonBytes.decode(bytes));
        }

        @Override
        public int compareTo(Row other) {
            int byKey = Arrays.compareUnsigned(key, other.key);
            return byKey != 0 ? byKey : Long.compare(sequence, other.sequence);
        }
    }
}
