package dev.keelson.storage.embedded;

import java.util.List;

/** One collection with its indexes as it was at one moment: data and indexes always fit together. */
record CollectionView(String namespace, MapView documents, List<IndexView> indexes) {

    CollectionView {
        indexes = List.copyOf(indexes);
    }
}
