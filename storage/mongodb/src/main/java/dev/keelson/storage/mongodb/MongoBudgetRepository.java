package dev.keelson.storage.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.usage.Budget;
import dev.keelson.core.usage.BudgetRepository;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/** Budgets in MongoDB: every change replaces the whole document, provided that nobody has changed it since. */
final class MongoBudgetRepository implements BudgetRepository {
    private final Publishers publishers;
    private final MongoCollection<BsonDocument> budgets;

    MongoBudgetRepository(Publishers publishers, MongoDatabase database) {
        this.publishers = publishers;
        this.budgets = database.getCollection(BudgetDocuments.COLLECTION, BsonDocument.class);
    }

    @Override
    public Future<List<Budget>> list() {
        return publishers
                .all(() -> budgets.find().sort(Sorts.ascending(Fields.ID)).limit(2 * MAX_BUDGETS))
                .map(found -> found.stream().map(BudgetDocuments::budget).toList());
    }

    @Override
    public Future<Optional<Budget>> find(String name) {
        return publishers
                .first(() -> budgets.find(Filters.eq(Fields.ID, name)))
                .map(found -> found.map(BudgetDocuments::budget));
    }

    @Override
    public Future<Budget> insert(Budget budget) {
        return publishers
                .one(() -> budgets.insertOne(BudgetDocuments.of(budget)))
                .map(budget)
                .recover(failure -> Future.failedFuture(
                        StoreFailures.onlyDuplicateKeys(failure)
                                ? new KeelsonException(
                                        ErrorCode.BUDGET_EXISTS, "there is a budget named " + budget.name())
                                : failure));
    }

    @Override
    public Future<Boolean> replace(Budget before, Budget after) {
        return publishers
                .one(() -> budgets.replaceOne(BudgetDocuments.unchanged(before), BudgetDocuments.of(after)))
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Future<Boolean> delete(Budget budget) {
        return publishers
                .one(() -> budgets.deleteOne(BudgetDocuments.unchanged(budget)))
                .map(result -> result.getDeletedCount() == 1);
    }
}
