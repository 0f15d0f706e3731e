package dev.keelson.storage.embedded;

import dev.keelson.storage.embedded.QueryPlan.ReadOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/** Reads the entries of one map that a plan names, in the order of the plan. */
final class KeyScan implements Iterator<KeyScan.Entry> {

    /** One entry of the map. */
    record Entry(byte[] key, byte[] value) {}

    private final MapView map;
    private final boolean reverse;
    private final Iterator<KeyRange> unopened;
    private final PriorityQueue<OpenRange> open;
    private final boolean merged;

    KeyScan(MapView map, List<KeyRange> ranges, ReadOrder order) {
        this.map = map;
        this.reverse = order.reverse();
        this.merged = order.merged();
        List<KeyRange> ordered = new ArrayList<>(ranges);
        if (reverse) {
            Collections.reverse(ordered);
        }
        this.unopened = ordered.iterator();
        Comparator<OpenRange> bySuffix = OpenRange::compareTo;
        this.open = new PriorityQueue<>(reverse ? bySuffix.reversed() : bySuffix);
    }

    @Override
    public boolean hasNext() {
        while (unopened.hasNext() && (merged || open.isEmpty())) {
            OpenRange range = new OpenRange(map, unopened.next(), reverse);
            if (range.advance()) {
                open.add(range);
            }
        }
        return !open.isEmpty();
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        OpenRange range = open.remove();
        Entry entry = range.entry();
        if (range.advance()) {
            open.add(range);
        }
        return entry;
    }

    /** A range and how far it has been read. Compares by what follows the bytes that the range fixes. */
    private static final class OpenRange implements Comparable<OpenRange> {
        private final Cursor<byte[], byte[]> cursor;
        private final int fixedBytes;
        private @Nullable Entry current;

        private OpenRange(MapView map, KeyRange range, boolean reverse) {
            this.cursor = map.scan(range, reverse);
            this.fixedBytes = range.fixedBytes();
        }

        private boolean advance() {
            if (!cursor.hasNext()) {
                return false;
            }
            byte[] key = cursor.next();
            current = new Entry(key, cursor.getValue());
            return true;
        }

        private Entry entry() {
            if (current == null) {
                throw new NoSuchElementException();
            }
            return current;
        }

        @Override
        public int compareTo(OpenRange other) {
            byte[] mine = entry().key();
            byte[] others = other.entry().key();
            return Arrays.compareUnsigned(mine, fixedBytes, mine.length, others, other.fixedBytes, others.length);
        }
    }
}
