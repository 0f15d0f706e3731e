package dev.keelson.dist.faults;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many deaths at each point: F43 and F44. */
@Tag("faults")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class CrashFaultsIT extends CrashCase {
    private static final int ROUNDS = Integer.getInteger("keelson.test.crashRounds", 20);

    @AfterAll
    static void printTable() {
        FaultTable.print();
    }

    @Test
    void f43RemapsAreMadeOrNotMade() {
        diesWhileRemapping(ROUNDS);
    }

    @Test
    void f43RollbacksAreMadeOrNotMade() {
        diesWhileRollingBack(ROUNDS);
    }

    @Test
    void f43ApprovalsAreGivenOrNotGiven() {
        diesWhileApproving(ROUNDS);
    }

    @Test
    void f44PublicationsAreMadeOrNotMade() {
        diesWhilePublishing(ROUNDS);
    }
}
