package dev.keelson.core.agentapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentSettings;
import dev.keelson.core.agent.Limits;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.spec.Example;
import java.util.List;
import java.util.Map;

/** Agents whose contracts and words are hard to write down. */
public final class AgentApis {
    /** Ends comments and strings of all four languages, starts lines, and turns the reading order around. */
    public static final List<String> HOSTILE_WORDS = List.of(
            "*/ throw new Error('pwned'); /*",
            "\\u002a/ static { System.exit(7); } /\\u002a",
            "\\\\u002a/ static { System.exit(7); }",
            "\"\"\"\nimport os; os._exit(7)\n\"\"\"",
            "'; process.exit(7); //",
            "\nKEELSON_INPUT\nexit 7\n",
            "$(exit 7) `exit 7` ${PATH} $KEELSON_API_KEY",
            "line\rline\u2028line\u2029line\u0085line\u000bline",
            "\u202ereversed\u202c \u200b\u2066isolated\u2069 \ud83d\ude00 \udbff\udfff",
            "{{types}} {{path}} $1 \\1",
            "</script><script>alert(1)</script> <!--",
            "x".repeat(5_000));

    private AgentApis() {}

    public static AgentApi triage() {
        return new AgentApi("triage", "triage", 1, "1.0", Fixtures.definition());
    }

    /** Every word that a spec can bring in is hostile: title, purpose, descriptions, choices, names and examples. */
    public static AgentApi hostile() {
        ObjectNode input = object();
        ObjectNode output = object();
        for (int i = 0; i < HOSTILE_WORDS.size(); i++) {
            String words = HOSTILE_WORDS.get(i);
            field(input, "plain" + i, true).put("type", "string").put("description", words);
            field(output, words.length() > 200 ? "long" : words, i % 2 == 0)
                    .put("type", "string")
                    .put("description", words);
        }
        ObjectNode choice = field(input, "choice", true);
        HOSTILE_WORDS.forEach(choice.putArray("enum")::add);
        ObjectNode answer = field(output, "class", true).put("description", "A keyword.");
        HOSTILE_WORDS.forEach(answer.putArray("enum")::add);
        ObjectNode sample = Json.object();
        for (int i = 0; i < HOSTILE_WORDS.size(); i++) {
            sample.put("plain" + i, HOSTILE_WORDS.get(i));
        }
        sample.put("choice", HOSTILE_WORDS.get(0));
        // The long word is for descriptions; as a value it would make the example too long to be shown.
        sample.put("plain" + (HOSTILE_WORDS.size() - 1), "short");
        return named(HOSTILE_WORDS.get(1) + HOSTILE_WORDS.get(0), new Contract(input, output), List.of(sample));
    }

    /** Names that are keywords, clash or have no letter; references, circles, alternatives, null in three spellings. */
    public static AgentApi intricate() {
        JsonNode input = Json.parse("""
                {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
                 "required":["from","in","class","a-b","a_b","a b","1st","tree","shape","maybe","codes"],
                 "properties":{
                  "from":{"type":"string"},"in":{"type":"integer"},"class":{"type":"boolean"},"getClass":{"type":"string"},
                  "a-b":{"type":"number"},"a_b":{"type":"number"},"a b":{"type":["number","null"]},
                  "1st":{"enum":["yes","no",null]},"ä":{"type":"string"},"":{"type":"string"},
                  "tree":{"$ref":"#/$defs/node"},
                  "shape":{"anyOf":[{"type":"object","required":["radius"],"properties":{"radius":{"type":"number"}}},
                                    {"type":"object","required":["side"],"properties":{"side":{"type":"number"}}}]},
                  "maybe":{"oneOf":[{"type":"null"},{"type":"array","items":{"type":"string"}}]},
                  "codes":{"type":"array","items":{"enum":[1,2,3]}},
                  "free":{},"more":{"type":"object","additionalProperties":{"type":"integer"}},
                  "both":{"allOf":[{"type":"string"},{"minLength":1}]}},
                 "$defs":{"node":{"type":"object","required":["value"],
                  "properties":{"value":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/node"}}}}}}
                """);
        JsonNode output = Json.parse("""
                {"type":"object","required":["nested"],"properties":{
                  "nested":{"type":"object","properties":{"nested":{"type":"object","properties":{"const":{"const":"x"}}}}},
                  "list":{"$ref":"#/$defs/list"}},
                 "$defs":{"list":{"type":"array","items":{"$ref":"#/$defs/list"}}}}
                """);
        JsonNode sample = Json.parse("""
                {"from":"a","in":7,"class":true,"a-b":1.5,"a_b":2,"a b":null,"1st":"yes",
                 "tree":{"value":"root","children":[{"value":"leaf"}]},"shape":{"side":2},"maybe":null,"codes":[1,3]}
                """);
        return named("Intricate", new Contract(input, output), List.of(sample));
    }

    /** Neither input nor output is an object, and there is no example. */
    public static AgentApi bare() {
        return named(
                "Bare",
                new Contract(
                        Json.parse("{\"type\":\"string\",\"minLength\":3}"),
                        Json.parse("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}")),
                List.of());
    }

    private static AgentApi named(String title, Contract contract, List<JsonNode> inputs) {
        AgentSettings settings = Fixtures.settings();
        var definition = new AgentDefinition(
                "spec",
                title,
                title,
                List.of(),
                "instructions",
                inputs.stream()
                        .map(input -> new Example(title, input, Json.object()))
                        .toList(),
                contract,
                new ModelPolicy(settings.models().targets(), null, null),
                List.of(),
                List.of(),
                Limits.DEFAULT,
                Map.of());
        return new AgentApi("triage", "triage", 3, "2.0", definition);
    }

    private static ObjectNode object() {
        ObjectNode schema = Json.object().put("type", "object").put("additionalProperties", false);
        schema.putArray("required");
        schema.putObject("properties");
        return schema;
    }

    private static ObjectNode field(ObjectNode schema, String name, boolean required) {
        if (required) {
            schema.withArray("required").add(name);
        }
        return ((ObjectNode) schema.get("properties")).putObject(name);
    }
}
