package dev.keelson.core.suite;

import dev.keelson.core.common.Json;
import java.util.ArrayList;
import java.util.List;

/** How large suites may be: each is one document, which the store takes up to 16 MB. */
public final class SuiteBounds {
    public static final int MAX_CASES = 500;
    /** Bytes of one case as JSON. */
    public static final int MAX_CASE_BYTES = 64 << 10;
    /** Bytes of all cases of a suite as JSON. */
    public static final int MAX_SUITE_BYTES = 4 << 20;

    private SuiteBounds() {}

    static int bytes(TestCase each) {
        return Json.bytes(each).length;
    }

    static boolean isTooLarge(List<TestCase> cases) {
        return cases.stream().mapToLong(SuiteBounds::bytes).sum() > MAX_SUITE_BYTES;
    }

    /** As many of the first cases as fit. */
    static List<TestCase> fitting(List<TestCase> cases) {
        List<TestCase> fitting = new ArrayList<>();
        long bytes = 0;
        for (TestCase each : cases) {
            bytes += bytes(each);
            if (bytes <= MAX_SUITE_BYTES) {
                fitting.add(each);
            }
        }
        return List.copyOf(fitting);
    }
}
