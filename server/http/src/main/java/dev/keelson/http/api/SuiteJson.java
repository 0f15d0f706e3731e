package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.suite.CaseDraft;
import dev.keelson.core.suite.EditSuiteUseCase;
import dev.keelson.core.suite.TestCase;
import dev.keelson.core.suite.TestSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Test suites as JSON. */
final class SuiteJson {

    private SuiteJson() {}

    /** A suite in a list, without its cases. */
    static ObjectNode summary(TestSuite suite) {
        ObjectNode json = Json.object().put("name", suite.name()).put("revision", suite.revision());
        json.put("cases", suite.cases().size());
        for (TestCase.State state : TestCase.State.values()) {
            long count =
                    suite.cases().stream().filter(each -> each.state() == state).count();
            json.put(state.id(), count);
        }
        return json.put("updatedAt", suite.updatedAt().toString()).put("updatedBy", suite.updatedBy());
    }

    static ObjectNode suite(TestSuite suite) {
        ObjectNode json = Json.object()
                .put("agent", suite.agent())
                .put("name", suite.name())
                .put("revision", suite.revision());
        ArrayNode cases = json.putArray("cases");
        suite.cases().forEach(each -> cases.add(testCase(each)));
        return json.put("updatedAt", suite.updatedAt().toString()).put("updatedBy", suite.updatedBy());
    }

    static ObjectNode testCase(TestCase each) {
        ObjectNode json = Json.object()
                .put("id", each.id())
                .put("name", each.name())
                .put("origin", each.origin().id())
                .put("state", each.state().id());
        json.set("input", each.input());
        OptionalFields.put(json, "expected", each.expected());
        ArrayNode rules = json.putArray("ruleIds");
        each.ruleIds().forEach(rules::add);
        OptionalFields.put(json, "technique", each.technique());
        return json.put("note", each.note());
    }

    static List<EditSuiteUseCase.NamedCase> toCases(JsonNode body) {
        List<EditSuiteUseCase.NamedCase> cases = new ArrayList<>();
        for (JsonNode each : body.get("cases")) {
            JsonNode id = each.get("id");
            cases.add(new EditSuiteUseCase.NamedCase(id == null ? null : id.textValue(), toCase(each)));
        }
        return cases;
    }

    static CaseDraft toCase(JsonNode body) {
        List<String> rules = new ArrayList<>();
        body.path("ruleIds").forEach(rule -> rules.add(rule.textValue()));
        JsonNode note = body.get("note");
        return new CaseDraft(
                body.get("name").textValue(),
                body.get("input"),
                body.get("expected"),
                rules,
                toState(body.get("state")),
                note == null ? null : note.textValue());
    }

    static TestCase.@Nullable State toState(@Nullable JsonNode state) {
        return state == null ? null : TestCase.State.valueOf(state.textValue().toUpperCase(Locale.ROOT));
    }
}
