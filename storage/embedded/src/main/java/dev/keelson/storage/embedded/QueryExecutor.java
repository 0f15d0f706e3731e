package dev.keelson.storage.embedded;

import java.util.Iterator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Runs queries over a view and counts the documents that had to be looked at. Safe for all threads. */
final class QueryExecutor {
    private final LongAdder examined = new LongAdder();

    /** How many documents have been looked at since the start: tells a query by index from a scan. */
    long documentsExamined() {
        return examined.sum();
    }

    /** The result is read lazily, so the view has to be held until the end. */
    Iterator<StoredDocument> run(Query query, CollectionView collection) {
        QueryPlan plan = new QueryPlanner(FilterConditions.of(query.filter()), query.sort()).plan(collection);
        Iterator<StoredDocument> documents = new DocumentScan(collection, plan, query, examined);
        if (!query.sort().isEmpty() && !plan.order().sorted()) {
            documents = new MemorySort(query.sort(), wanted(query)).sort(documents);
        }
        return window(query, documents);
    }

    private static Iterator<StoredDocument> window(Query query, Iterator<StoredDocument> documents) {
        if (query.skip() == 0 && query.limit() == 0) {
            return documents;
        }
        Stream<StoredDocument> stream = stream(documents).skip(query.skip());
        return (query.limit() == 0 ? stream : stream.limit(query.limit())).iterator();
    }

    static <T> Stream<T> stream(Iterator<T> elements) {
        Iterable<T> iterable = () -> elements;
        return StreamSupport.stream(iterable.spliterator(), false);
    }

    private static int wanted(Query query) {
        long wanted = query.limit() == 0 ? 0 : (long) query.limit() + query.skip();
        return (int) Math.min(wanted, Integer.MAX_VALUE);
    }
}
