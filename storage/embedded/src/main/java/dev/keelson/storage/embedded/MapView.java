package dev.keelson.storage.embedded;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * One sorted map as it was at one moment. Later changes do not show, and any number of threads may read.
 *
 * <p>The pages stay readable as long as the {@link StoreView} that this belongs to is held.
 */
final class MapView {
    private final MVMap<byte[], byte[]> map;
    private final RootReference<byte[], byte[]> root;

    private MapView(MVMap<byte[], byte[]> map, RootReference<byte[], byte[]> root) {
        this.map = map;
        this.root = root;
    }

    static MapView of(MVMap<byte[], byte[]> map) {
        return new MapView(map, map.flushAndGetRoot());
    }

    byte @Nullable [] get(byte[] key) {
        return map.get(root.root, key);
    }

    long size() {
        return root.getTotalCount();
    }

    Cursor<byte[], byte[]> scan(KeyRange range, boolean reverse) {
        return reverse
                ? map.cursor(root, range.to(), range.from(), true)
                : map.cursor(root, range.from(), range.to(), false);
    }
}
