package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.common.Json;
import dev.keelson.core.suite.TestCase;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A test case before it has an id: the id is made of what it tries, so that the same case keeps it. */
record ScenarioDraft(
        String technique,
        String name,
        JsonNode input,
        @Nullable JsonNode expected,
        List<String> ruleIds,
        String note) {
    private static final int MAX_NAME = 200;
    private static final int ID_DIGITS = 8;

    ScenarioDraft {
        // Numbers become what a reader of the stored case gets, so that both are equal.
        input = Json.parse(Json.text(input));
        ruleIds = List.copyOf(ruleIds);
    }

    ScenarioDraft(String technique, String name, JsonNode input) {
        this(technique, name, input, null, List.of(), "");
    }

    ScenarioDraft expecting(JsonNode output, List<String> rules) {
        return new ScenarioDraft(technique, name, input, output, rules, note);
    }

    ScenarioDraft trying(List<String> rules) {
        return new ScenarioDraft(technique, name, input, expected, rules, note);
    }

    ScenarioDraft withNote(String words) {
        return new ScenarioDraft(technique, name, input, expected, ruleIds, words);
    }

    TestCase toCase() {
        ObjectNode tried = Json.object().put("technique", technique).put("name", name);
        tried.set("input", input);
        String digest = CanonicalJson.digest(tried);
        String id = "t-"
                + digest.substring(digest.indexOf(':') + 1)
                        .substring(0, ID_DIGITS)
                        .toLowerCase(Locale.ROOT);
        return new TestCase(
                id,
                name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name,
                TestCase.Origin.GENERATED,
                TestCase.State.PROPOSED,
                input,
                expected,
                ruleIds,
                technique,
                note);
    }
}
