package dev.keelson.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;

/** {@code count}: without a filter it costs nothing. */
final class CountCommand implements ReadCommand {
    private final QueryExecutor queries;

    CountCommand(QueryExecutor queries) {
        this.queries = queries;
    }

    @Override
    public Reply run(Command command, StoreView view) {
        Document body = command.body();
        long count = view.collection(command.namespace())
                .map(collection -> count(collection, body))
                .orElse(0L);
        Number reply = count > Integer.MAX_VALUE ? (Number) count : (Number) (int) count;
        return Reply.of(new Document("n", reply).append("ok", 1.0));
    }

    private long count(CollectionView collection, Document body) {
        Document filter = Fields.documentOrEmpty(body, "query");
        int skip = Fields.nonNegativeInt(body, "skip", 0);
        int limit = Fields.nonNegativeInt(body, "limit", 0);
        if (filter.isEmpty()) {
            long rest = Math.max(0, collection.documents().size() - skip);
            return limit == 0 ? rest : Math.min(limit, rest);
        }
        Query query = Query.of(filter, Deadline.of(body)).skipping(skip).limitedTo(limit);
        return QueryExecutor.stream(queries.run(query, collection)).count();
    }
}
