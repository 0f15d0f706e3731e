package dev.keelson.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A long look at two nodes on one store: F36, F78, F79 and F84. */
@Tag("faults")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class TwoNodesFaultsIT extends TwoNodesCase {
    private static final long GOAL_MILLIS = 2_000;

    @AfterAll
    static void printTable() {
        FaultTable.print();
    }

    @Test
    void f78ExactlyOneMoveWinsEachRevision() {
        moveOneAlias(10_000);
    }

    @Test
    void f36NumbersHaveNoGap() {
        publishTheSame(100);
        publishDifferent(60);
    }

    @Test
    void f79MovesAreSeenOnTheOtherNode() {
        Delays moves = measureMoves(10, 100);

        FaultTable.row(
                "F79",
                "alias moved on A, run on B: p50 " + moves.p50() + ", p99 " + moves.p99() + " ms",
                moves.count(),
                moves.count(),
                moves.max());
        assertThat(moves.max()).as(moves.toString()).isLessThan(HARD_BOUND_MILLIS);
        assertThat(moves.p99()).as(moves.toString()).isLessThanOrEqualTo(GOAL_MILLIS);
    }

    @Test
    void f84RevokedKeysAreRefusedOnTheOtherNode() {
        Delays keys = measureRevocations(200, 10);

        FaultTable.row(
                "F84",
                "key revoked on A, used on B: p50 " + keys.p50() + ", p99 " + keys.p99() + " ms",
                keys.count(),
                keys.count(),
                keys.max());
        assertThat(keys.max()).as(keys.toString()).isLessThan(HARD_BOUND_MILLIS);
    }
}
