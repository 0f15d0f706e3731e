package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/**
 * What to read from a collection.
 *
 * @param limit 0 means all
 */
record Query(Document filter, SortKeys sort, int skip, int limit, Deadline deadline) {
    private static final SortKeys UNSORTED = new SortKeys(List.of());

    /** Everything that matches, in no particular order. Fails if the filter has an unknown operator. */
    static Query of(Document filter, Deadline deadline) {
        FilterGuard.check(filter);
        return new Query(filter, UNSORTED, 0, 0, deadline);
    }

    Query sortedBy(SortKeys keys) {
        return new Query(filter, keys, skip, limit, deadline);
    }

    Query skipping(int documents) {
        return new Query(filter, sort, documents, limit, deadline);
    }

    Query limitedTo(int documents) {
        return new Query(filter, sort, skip, documents, deadline);
    }
}
