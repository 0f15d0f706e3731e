package dev.keelson.core.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.suite.TestCase.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a test case; see {@link TestCase}.
 *
 * @param state null leaves it as it is; a new case of a person is accepted
 * @param note null leaves it as it is
 */
public record CaseDraft(
        String name,
        JsonNode input,
        @Nullable JsonNode expected,
        List<String> ruleIds,
        @Nullable State state,
        @Nullable String note) {

    public CaseDraft {
        ruleIds = List.copyOf(ruleIds);
        expected = expected == null || expected.isNull() ? null : expected;
    }
}
