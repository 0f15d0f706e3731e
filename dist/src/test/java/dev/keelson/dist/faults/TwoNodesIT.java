package dev.keelson.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short look at two nodes on one store, in every build. */
@Timeout(180)
@Tag("faults")
class TwoNodesIT extends TwoNodesCase {

    @Test
    void exactlyOneMoveWinsEachRevisionAndNumbersHaveNoGap() {
        moveOneAlias(400);
        publishTheSame(5);
        publishDifferent(3);
    }

    @Test
    void eachNodeSeesWhatTheOtherDidInTime() {
        Delays moves = measureMoves(5, 10);
        Delays revocations = measureRevocations(10, 5);

        assertThat(moves.max()).as(moves.toString()).isLessThan(HARD_BOUND_MILLIS);
        assertThat(revocations.max()).as(revocations.toString()).isLessThan(HARD_BOUND_MILLIS);
    }
}
