package dev.keelson.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Race;
import dev.keelson.core.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link BudgetRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class BudgetRepositoryContract {
    private BudgetRepository budgets;

    /** A repository without budgets. */
    protected abstract BudgetRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        budgets = emptyRepository();
    }

    @Test
    void givesBackWhatWasInserted() {
        var terms = new BudgetTerms(
                "team", new UsageScope("triage", 3, "production", "aaaaaaaaaa"), 5, BudgetWindow.DAY, 80, 7L);
        Budget full = new Budget(
                terms,
                4,
                Fixtures.NOW,
                Fixtures.NOW.plusNanos(1),
                "admin",
                new BudgetLedger(
                        9,
                        BudgetWindow.DAY.start(Fixtures.NOW),
                        3,
                        2,
                        List.of(new Hold("node-a", 5, 2, 8, Fixtures.NOW), new Hold("node-b", 6, 0, 9, Fixtures.NOW))));
        Budget plain = BudgetFixtures.budget("all", Usd.MAX_NANO);

        assertThat(budgets.insert(full).await()).isEqualTo(full);
        assertThat(budgets.insert(plain).await()).isEqualTo(plain);

        assertThat(budgets.find("team").await()).contains(full);
        assertThat(budgets.find("all").await()).contains(plain);
        assertThat(budgets.find("other").await()).isEmpty();
        assertThat(budgets.list().await()).containsExactly(plain, full);
    }

    @Test
    void refusesATakenName() {
        Budget first = insert("all", 10);

        assertThat(Failures.codeOf(budgets.insert(BudgetFixtures.budget("all", 20))))
                .isEqualTo(ErrorCode.BUDGET_EXISTS);
        assertThat(budgets.find("all").await()).contains(first);
    }

    @Test
    void oneOfManyChangesOfOneStateWins() {
        Budget before = insert("all", 1_000);

        Race<Boolean> race = Race.of(writer -> budgets.replace(before, spent(before, writer + 1)));

        assertThat(race.lost()).isEmpty();
        assertThat(race.won()).containsOnlyOnce(true).hasSize(Race.WRITERS);
        assertThat(budgets.find("all").await().orElseThrow().ledger().sequence())
                .isEqualTo(2);
    }

    @Test
    void doesNotTakeANewBudgetForAnOldOneOfItsName() {
        Budget old = insert("all", 10);
        assertThat(budgets.delete(old).await()).isTrue();
        Budget created = Budget.opened(old.terms(), Fixtures.NOW.plusSeconds(1), "admin");
        assertThat(budgets.insert(created).await()).isEqualTo(created);

        assertThat(budgets.replace(old, spent(old, 5)).await()).isFalse();
        assertThat(budgets.delete(old).await()).isFalse();
        assertThat(budgets.find("all").await()).contains(created);
    }

    @Test
    void deletesOnlyWhatIsUnchanged() {
        Budget before = insert("all", 10);
        Budget after = spent(before, 5);
        assertThat(budgets.replace(before, after).await()).isTrue();

        assertThat(budgets.delete(before).await()).isFalse();
        assertThat(budgets.delete(after).await()).isTrue();
        assertThat(budgets.list().await()).isEmpty();
    }

    private Budget insert(String name, long limit) {
        return budgets.insert(BudgetFixtures.budget(name, limit)).await();
    }

    private static Budget spent(Budget budget, long nanoUsd) {
        var settlement = new BudgetOperation.Settlement(0, 0, nanoUsd);
        return budget.apply(new BudgetOperation("node", 1, Fixtures.NOW, List.of(), List.of(settlement)))
                .budget();
    }
}
