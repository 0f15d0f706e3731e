package dev.keelson.dist.faults;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One death at each point of a remap, in every build. */
@Timeout(180)
@Tag("faults")
class CrashIT extends CrashCase {

    @Test
    void aRemapIsMadeOrNotMadeWhereverTheServerDies() {
        diesWhileRemapping(1);
    }
}
