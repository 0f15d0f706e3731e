package dev.keelson.core.usage;

import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Stores budgets with their books, each as one document that changes by compare-and-set. */
public interface BudgetRepository {
    /** More budgets than this can't be created. */
    int MAX_BUDGETS = 500;

    /** All, in order of name. */
    Future<List<Budget>> list();

    Future<Optional<Budget>> find(String name);

    /** Fails with {@link ErrorCode#BUDGET_EXISTS}. */
    Future<Budget> insert(Budget budget);

    /**
     * Puts {@code after} in the place of {@code before}; false, and no change, when the stored budget was created at
     * another time or has another sequence number than {@code before}.
     */
    Future<Boolean> replace(Budget before, Budget after);

    /** False, and no change, as with {@link #replace}. */
    Future<Boolean> delete(Budget budget);
}
