package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * Knows the collections and hands readers the latest published state. Confined to the writing thread, except
 * {@link #hold()}.
 */
final class Catalog {
    private static final String CATALOG_MAP = "catalog";
    private static final String DATA_MAP_PREFIX = "map.";
    private static final int MAX_NAMESPACE_LENGTH = 255;

    private final MVStore store;
    private final MVMap<String, byte[]> entries;
    private final Map<String, StoredCollection> collections = new TreeMap<>();
    private final AtomicReference<@Nullable StoreView> published = new AtomicReference<>();
    private int lastMapNumber;

    Catalog(MVStore store) {
        this.store = store;
        MVMap.Builder<String, byte[]> types = new MVMap.Builder<String, byte[]>()
                .keyType(StringDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE);
        this.entries = store.openMap(CATALOG_MAP, types);
        entries.values().forEach(entry -> open(BsonBytes.decode(entry)));
        removeOrphans();
        publish();
    }

    Optional<StoredCollection> collection(String namespace) {
        return Optional.ofNullable(collections.get(namespace));
    }

    StoredCollection collectionOrNew(String namespace) {
        StoredCollection existing = collections.get(namespace);
        return existing != null ? existing : create(namespace);
    }

    StoredCollection create(String namespace) {
        requireValid(namespace);
        int number = ++lastMapNumber;
        StoredCollection created = new StoredCollection(namespace, number, openMap(number));
        collections.put(namespace, created);
        return created;
    }

    void drop(StoredCollection collection) {
        collections.remove(collection.namespace());
        entries.remove(collection.namespace());
        collection.indexes().forEach(index -> store.removeMap(index.map()));
        store.removeMap(collection.map());
    }

    List<StoredCollection> collectionsOf(String database) {
        return collections.values().stream()
                .filter(collection -> collection.namespace().startsWith(database + "."))
                .toList();
    }

    void createIndex(StoredCollection collection, IndexDefinition definition) {
        int number = ++lastMapNumber;
        StoredIndex index = new StoredIndex(definition, number, openMap(number));
        try {
            collection.addIndex(index);
        } catch (RuntimeException refused) {
            store.removeMap(index.map());
            throw refused;
        }
    }

    void dropIndex(StoredCollection collection, StoredIndex index) {
        collection.dropIndex(index);
        store.removeMap(index.map());
    }

    /** Brings the stored catalog up to date; part of what the next commit writes. */
    void save() {
        for (StoredCollection collection : collections.values()) {
            if (collection.takeDescriptionChanged()) {
                entries.put(collection.namespace(), BsonBytes.encode(collection.describe()));
            }
        }
    }

    /** Shows readers the present state. To be called between commands only. */
    void publish() {
        Map<String, CollectionView> views = new HashMap<>();
        collections.forEach((namespace, collection) -> views.put(namespace, collection.view()));
        StoreView previous = published.getAndSet(new StoreView(views, store));
        if (previous != null) {
            previous.release();
        }
    }

    /** The latest published state, held for the caller, who has to release it. */
    StoreView hold() {
        while (true) {
            StoreView latest = published.get();
            if (latest == null) {
                throw CommandErrors.shuttingDown("the embedded store is closed");
            }
            if (latest.tryHold()) {
                return latest;
            }
        }
    }

    void close() {
        StoreView latest = published.getAndSet(null);
        if (latest != null) {
            latest.release();
        }
    }

    private void open(Document entry) {
        int number = Fields.nonNegativeInt(entry, "map", 0);
        var collection = new StoredCollection(Fields.string(entry, "ns"), number, openMap(number));
        for (Document described : Fields.documents(entry, "indexes")) {
            int indexNumber = Fields.nonNegativeInt(described, "map", 0);
            var index = new StoredIndex(IndexDefinition.parse(described), indexNumber, openMap(indexNumber));
            if (Fields.isTrue(described.get("multikey"))) {
                index.markMultikey();
            }
            collection.openIndex(index);
        }
        boolean unused = collection.takeDescriptionChanged();
        collections.put(collection.namespace(), collection);
    }

    // Left behind by an index or a collection that was not finished; its number will be given out again.
    private void removeOrphans() {
        Set<String> known = new HashSet<>(Set.of(CATALOG_MAP));
        for (StoredCollection collection : collections.values()) {
            known.add(DATA_MAP_PREFIX + collection.mapNumber());
            collection.indexes().forEach(index -> known.add(DATA_MAP_PREFIX + index.mapNumber()));
        }
        Set<String> orphans = new HashSet<>(store.getMapNames());
        orphans.removeAll(known);
        orphans.forEach(store::removeMap);
    }

    private MVMap<byte[], byte[]> openMap(int number) {
        lastMapNumber = Math.max(lastMapNumber, number);
        MVMap.Builder<byte[], byte[]> types =
                new MVMap.Builder<byte[], byte[]>().keyType(KeyType.INSTANCE).valueType(ByteArrayDataType.INSTANCE);
        return store.openMap(DATA_MAP_PREFIX + number, types);
    }

    private static void requireValid(String namespace) {
        String name = namespace.substring(namespace.indexOf('.') + 1);
        boolean reserved = name.startsWith("system.") || namespace.indexOf('$') >= 0 || namespace.indexOf('\0') >= 0;
        boolean malformed = name.isEmpty() || name.startsWith(".") || namespace.startsWith(".");
        if (reserved || malformed || namespace.length() > MAX_NAMESPACE_LENGTH) {
            throw CommandErrors.invalidNamespace(namespace);
        }
    }
}
