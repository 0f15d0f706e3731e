package dev.keelson.dist.faults;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One death at each point, in every build. */
@Timeout(180)
class CrashIT extends CrashCase {

    @Test
    void aRemapIsMadeOrNotMadeWhereverTheServerDies() {
        diesWhileRemapping(1);
    }

    @Test
    void aPublicationIsMadeOrNotMadeWhereverTheServerDies() {
        diesWhilePublishing(1);
    }

    @Test
    void anApprovalIsGivenOrNotGivenWhereverTheServerDies() {
        diesWhileApproving(1);
    }
}
