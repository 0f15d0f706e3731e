package dev.keelson.core.suite;

import java.time.Instant;
import java.util.List;

/**
 * The test cases of an agent under one name.
 *
 * @param name 1 to 63 lower-case letters, digits and hyphens; {@code generated} is the one that compiling a spec fills
 * @param revision grows by one with each change; compare-and-set goes by it
 * @param cases at most 500, ids distinct
 */
public record TestSuite(
        String agent, String name, long revision, List<TestCase> cases, Instant updatedAt, String updatedBy) {

    public TestSuite {
        cases = List.copyOf(cases);
    }
}
