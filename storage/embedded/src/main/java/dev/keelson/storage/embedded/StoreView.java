package dev.keelson.storage.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVStore;

/**
 * Everything in the store as of one commit. Immutable, shared by all readers.
 *
 * <p>Space in the file is reused as soon as nobody can need it any more, so a reader has to hold the view: it is counted,
 * and the pages of its version stay until the last holder has released it.
 */
final class StoreView {
    private final Map<String, CollectionView> collections;
    private final MVStore store;
    private final MVStore.TxCounter version;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** The caller holds the new view and has to release it. */
    StoreView(Map<String, CollectionView> collections, MVStore store) {
        this.collections = Map.copyOf(collections);
        this.store = store;
        this.version = store.registerVersionUsage();
    }

    Optional<CollectionView> collection(String namespace) {
        return Optional.ofNullable(collections.get(namespace));
    }

    /** The collections of a database, in the order of their names. */
    List<CollectionView> collectionsOf(String database) {
        List<CollectionView> found = new ArrayList<>();
        collections.keySet().stream()
                .filter(namespace -> namespace.startsWith(database + "."))
                .sorted()
                .forEach(namespace -> found.add(collections.get(namespace)));
        return found;
    }

    List<String> databases() {
        return collections.keySet().stream()
                .map(namespace -> namespace.substring(0, namespace.indexOf('.')))
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns false if the view is no longer usable, because everybody has released it. */
    boolean tryHold() {
        int count = holders.get();
        while (count > 0) {
            if (holders.compareAndSet(count, count + 1)) {
                return true;
            }
            count = holders.get();
        }
        return false;
    }

    /** For whoever was handed the view by a holder and needs it for longer. */
    void hold() {
        if (!tryHold()) {
            throw new IllegalStateException("nobody holds this view any more");
        }
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            store.deregisterVersionUsage(version);
        }
    }
}
