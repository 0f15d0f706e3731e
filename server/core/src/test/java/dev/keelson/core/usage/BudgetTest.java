package dev.keelson.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.usage.BudgetOperation.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetTest {
    private static final Instant LAST_MOMENT = Instant.parse("2026-11-30T23:59:59.999999999Z");

    @Test
    void grantsInOrderWhateverFits() {
        Budget budget = BudgetFixtures.budget("all", 10);

        var outcome = budget.apply(operation(1, Fixtures.NOW, List.of(6L, 5L, 4L, 1L), List.of()));

        assertThat(outcome.granted()).containsExactly(true, false, true, false);
        assertThat(outcome.budget().available()).isZero();
    }

    @Test
    void settlesBeforeItGrants() {
        var first = BudgetFixtures.budget("all", 10).apply(operation(1, Fixtures.NOW, List.of(10L), List.of()));
        var settlement = new Settlement(first.epoch(), 10, 3);

        var second = first.budget().apply(operation(2, Fixtures.NOW, List.of(7L), List.of(settlement)));

        assertThat(second.granted()).containsExactly(true);
        assertThat(second.budget().ledger().spent()).isEqualTo(3);
    }

    @Test
    void startsFromZeroWithTheFirstCallOfANewMonthAndKeepsWhatIsReserved() {
        Budget budget = Budget.opened(BudgetFixtures.terms("all", 10), LAST_MOMENT, "admin");
        var before = budget.apply(operation(1, LAST_MOMENT, List.of(4L), List.of(new Settlement(0, 0, 6))));

        var after = before.budget().apply(operation(2, LAST_MOMENT.plusNanos(1), List.of(6L, 1L), List.of()));

        assertThat(after.granted()).containsExactly(true, false);
        assertThat(after.budget().ledger().spent()).isZero();
        assertThat(after.budget().ledger().reserved()).isEqualTo(10);
        assertThat(after.budget().ledger().windowStart()).isEqualTo("2026-12-01T00:00:00Z");
    }

    @Test
    void aNodeWhoseClockIsBehindDoesNotBringBackTheOldWindow() {
        Instant december = LAST_MOMENT.plusNanos(1);
        var first = Budget.opened(BudgetFixtures.terms("all", 10), december, "admin")
                .apply(operation(1, december, List.of(), List.of(new Settlement(0, 0, 9))));

        var behind = first.budget().apply(operation(2, LAST_MOMENT, List.of(5L), List.of()));

        assertThat(behind.granted()).containsExactly(false);
        assertThat(behind.budget().ledger().windowStart()).isEqualTo(december);
    }

    @Test
    void otherTermsKeepWhatWasSpent() {
        Budget spent = BudgetFixtures.budget("all", 10)
                .apply(operation(1, Fixtures.NOW, List.of(2L), List.of(new Settlement(0, 0, 6))))
                .budget();
        var terms = new BudgetTerms("all", UsageScope.EVERYTHING, 7, BudgetWindow.DAY, null, null);

        Budget changed = spent.changed(terms, Fixtures.NOW, "admin");

        assertThat(changed.ledger().spent()).isEqualTo(6);
        assertThat(changed.available()).isEqualTo(-1);
        assertThat(changed.revision()).isEqualTo(2);
        assertThat(changed.apply(operation(2, Fixtures.NOW, List.of(1L), List.of()))
                        .granted())
                .containsExactly(false);
    }

    @Test
    void marksTheSoftLimit() {
        var terms = new BudgetTerms("all", UsageScope.EVERYTHING, 1_000, BudgetWindow.MONTH, 80, null);
        Budget budget = Budget.opened(terms, Fixtures.NOW, "admin");

        Budget below = spend(budget, 799);
        Budget at = spend(budget, 800);

        assertThat(below.isSoftLimitReached()).isFalse();
        assertThat(at.isSoftLimitReached()).isTrue();
        assertThat(at.apply(operation(2, Fixtures.NOW, List.of(200L), List.of()))
                        .granted())
                .as("it only marks")
                .containsExactly(true);
    }

    /** Random calls of three nodes that may die, over windows that end: spent + reserved never exceeds the limit. */
    @ParameterizedTest
    @EnumSource(BudgetWindow.class)
    void spentAndReservedNeverExceedTheLimit(BudgetWindow window) {
        for (int seed = 0; seed < 200; seed++) {
            new Game(window, seed).play(200);
        }
    }

    private static Budget spend(Budget budget, long nanoUsd) {
        return budget.apply(operation(1, Fixtures.NOW, List.of(), List.of(new Settlement(0, 0, nanoUsd))))
                .budget();
    }

    private static BudgetOperation operation(long number, Instant now, List<Long> asked, List<Settlement> settled) {
        return new BudgetOperation("node-a", number, now, asked, settled);
    }

    private static final class Game {
        private static final long LIMIT = 1_000;

        private final Random random;
        private final List<List<Settlement>> underWay =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        private Budget budget;
        private Instant now = Fixtures.NOW;
        private long number;

        Game(BudgetWindow window, int seed) {
            random = new Random(seed);
            var terms = new BudgetTerms("all", UsageScope.EVERYTHING, LIMIT, window, null, null);
            budget = Budget.opened(terms, now, "admin");
        }

        void play(int moves) {
            for (int move = 0; move < moves; move++) {
                int node = random.nextInt(underWay.size());
                if (random.nextInt(50) == 0) {
                    die(node);
                }
                if (random.nextInt(100) == 0) {
                    now = now.plus(Duration.ofDays(random.nextInt(40)));
                    renewAll();
                }
                now = now.plusMillis(random.nextInt(2_000));
                operate(node);
                assertThat(budget.ledger().spent() + budget.ledger().reserved())
                        .as("move %d", move)
                        .isBetween(0L, LIMIT);
            }
        }

        /** Its calls are never settled, and its hold runs out. */
        private void die(int node) {
            underWay.get(node).clear();
            now = now.plus(BudgetLedger.LEASE).plusMillis(1);
            operate((node + 1) % underWay.size());
            assertThat(budget.ledger().hold(name(node))).isEmpty();
            for (int other = 0; other < underWay.size(); other++) {
                forgetReclaimed(other);
            }
        }

        /** The others were silent as long, so they count as dead too; what they still settle would be extra cost. */
        private void forgetReclaimed(int node) {
            long epoch = budget.ledger().hold(name(node)).map(Hold::epoch).orElse(-1L);
            underWay.get(node).removeIf(call -> call.epoch() != epoch);
        }

        private void renewAll() {
            for (int node = 0; node < underWay.size(); node++) {
                budget = budget.apply(new BudgetOperation(name(node), ++number, now, List.of(), List.of()))
                        .budget();
            }
            for (int node = 0; node < underWay.size(); node++) {
                forgetReclaimed(node);
            }
        }

        private void operate(int node) {
            List<Settlement> settled = new ArrayList<>();
            List<Settlement> calls = underWay.get(node);
            while (!calls.isEmpty() && random.nextBoolean()) {
                Settlement call = calls.remove(random.nextInt(calls.size()));
                long used = random.nextInt(3) == 0 ? 0 : random.nextLong(call.reserved() + 1);
                settled.add(new Settlement(call.epoch(), call.reserved(), used));
            }
            List<Long> asked = new ArrayList<>();
            for (int call = random.nextInt(5); call > 0; call--) {
                asked.add(random.nextLong(LIMIT / 3));
            }
            var outcome = budget.apply(new BudgetOperation(name(node), ++number, now, asked, settled));
            budget = outcome.budget();
            for (int call = 0; call < asked.size(); call++) {
                if (outcome.granted().get(call)) {
                    calls.add(new Settlement(outcome.epoch(), asked.get(call), 0));
                }
            }
        }

        private static String name(int node) {
            return "node-" + node;
        }
    }
}
