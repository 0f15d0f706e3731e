package dev.keelson.adminui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.suite.TestCase;
import java.util.Map;

/**
 * A test case as a page shows it.
 *
 * @param input as JSON, cut when long
 * @param expected as JSON; empty when nothing but contract and checked rules is expected
 * @param smoke how the last smoke run of it ended, in words; empty when it was not run
 * @param executionId of that run; empty when there is none
 */
record CaseRow(TestCase testCase, String input, String expected, String smoke, String executionId) {
    private static final int MAX_SHOWN = 2_000;

    static CaseRow of(TestCase each, Map<String, JsonNode> ends) {
        JsonNode expected = each.expected();
        JsonNode end = ends.getOrDefault(each.id(), Json.object());
        return new CaseRow(
                each,
                cut(each.input().toPrettyString()),
                expected == null ? "" : cut(expected.toPrettyString()),
                words(end),
                end.path("executionId").asText(""));
    }

    private static String words(JsonNode end) {
        String outcome = end.path("outcome").asText("");
        if (outcome.equals("failed")) {
            return "failed: " + end.path("code").asText();
        }
        if (outcome.equals("valid") && end.has("expectedMet")) {
            return end.get("expectedMet").asBoolean() ? "as expected" : "not as expected";
        }
        return outcome.equals("valid") ? "valid output" : outcome;
    }

    private static String cut(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + " ...";
    }
}
