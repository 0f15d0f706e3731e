package dev.keelson.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.JsonChange.Kind;
import dev.keelson.core.common.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonDiffTest {

    @Test
    void namesThePointerWithOldAndNewValue() {
        var changes =
                diff("{\"a\":{\"b/c\":1,\"same\":true},\"old\":2}", "{\"a\":{\"b/c\":1.5,\"same\":true},\"new\":null}");

        assertThat(changes)
                .containsExactly(
                        new JsonChange("/a/b~1c", Kind.CHANGED, null, json("1"), json("1.5")),
                        new JsonChange("/old", Kind.REMOVED, null, json("2"), null),
                        new JsonChange("/new", Kind.ADDED, null, null, json("null")));
    }

    @Test
    void comparesNamedThingsByNameWhereverTheyStand() {
        var changes = diff(
                "[{\"name\":\"x\",\"v\":1},{\"name\":\"y\",\"v\":1}]",
                "[{\"name\":\"w\",\"v\":1},{\"name\":\"y\",\"v\":2}]");

        assertThat(changes)
                .containsExactly(
                        new JsonChange("/0", Kind.REMOVED, "x", json("{\"name\":\"x\",\"v\":1}"), null),
                        new JsonChange("/0", Kind.ADDED, "w", null, json("{\"name\":\"w\",\"v\":1}")),
                        new JsonChange("/1/v", Kind.CHANGED, "y", json("1"), json("2")));
    }

    @Test
    void aMovedThingIsAReorderingAndNoChange() {
        var changes = diff("[{\"id\":\"a\"},{\"id\":\"b\"}]", "[{\"id\":\"b\"},{\"id\":\"c\"},{\"id\":\"a\"}]");

        assertThat(changes)
                .containsExactly(
                        new JsonChange("/1", Kind.ADDED, "c", null, json("{\"id\":\"c\"}")),
                        new JsonChange("", Kind.REORDERED, null, json("[\"a\",\"b\"]"), json("[\"b\",\"c\",\"a\"]")));
    }

    @Test
    void listsWithoutDistinctNamesChangeAsAWhole() {
        assertThat(diff("[1,2]", "[1,3]")).extracting(JsonChange::pointer).containsExactly("");
        assertThat(diff("[{\"id\":\"a\"},{\"id\":\"a\"}]", "[{\"id\":\"a\"}]"))
                .extracting(JsonChange::kind)
                .containsExactly(Kind.CHANGED);
    }

    @Test
    void boundsTheListAndTheValues() {
        var before = Json.object().put("long", "");
        var after = Json.object().put("long", "x".repeat(100_000));
        for (int i = 0; i < 600; i++) {
            after.put("k" + i, i);
        }

        JsonDiff diff = JsonDiff.between(before, after);

        assertThat(diff.changes()).hasSize(500);
        assertThat(diff.truncated()).isTrue();
        assertThat(Json.text(diff.changes().get(0)).length()).isLessThan(4_200);
    }

    private static List<JsonChange> diff(String before, String after) {
        return JsonDiff.between(json(before), json(after)).changes();
    }

    private static JsonNode json(String text) {
        return Json.parse(text);
    }
}
