package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.suite.TestCase;
import dev.keelson.core.suite.TestSuite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Test suites in bundles: without revision, time and author, which are another server's own. */
final class BundleSuiteJson {

    private BundleSuiteJson() {}

    static ObjectNode suite(TestSuite suite) {
        ObjectNode json = Json.object().put("name", suite.name());
        json.set("cases", PageJson.array(suite.cases(), BundleSuiteJson::testCase));
        return json;
    }

    private static ObjectNode testCase(TestCase test) {
        ObjectNode json = Json.object()
                .put("id", test.id())
                .put("name", test.name())
                .put("origin", test.origin().id())
                .put("state", test.state().id());
        if (test.technique() != null) {
            json.put("technique", test.technique());
        }
        json.set("ruleIds", PageJson.texts(test.ruleIds()));
        if (!test.note().isEmpty()) {
            json.put("note", test.note());
        }
        json.set("input", test.input());
        if (test.expected() != null) {
            json.set("expected", test.expected());
        }
        return json;
    }

    /** The description's schema has been held against {@code json}. */
    static List<TestSuite> toSuites(JsonNode json, String agent) {
        List<TestSuite> suites = new ArrayList<>();
        for (JsonNode suite : json) {
            List<TestCase> cases = new ArrayList<>();
            suite.get("cases").forEach(each -> cases.add(toCase(each)));
            suites.add(new TestSuite(agent, suite.get("name").textValue(), 0, cases, Instant.EPOCH, ""));
        }
        return suites;
    }

    private static TestCase toCase(JsonNode json) {
        List<String> rules = new ArrayList<>();
        json.path("ruleIds").forEach(rule -> rules.add(rule.textValue()));
        return new TestCase(
                json.get("id").textValue(),
                json.get("name").textValue(),
                TestCase.Origin.valueOf(json.get("origin").textValue().toUpperCase(Locale.ROOT)),
                TestCase.State.valueOf(json.get("state").textValue().toUpperCase(Locale.ROOT)),
                json.get("input"),
                json.get("expected"),
                rules,
                json.path("technique").textValue(),
                json.path("note").asText(""));
    }
}
