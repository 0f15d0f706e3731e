package dev.keelson.core.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the table of rules, one small change a row: the class on input, the class on output, and the rule that says so. */
class RuleTableTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # type and null
            {"type":"string"}  | {"type":"integer"}  | BREAKING   | BREAKING   | type.changed
            {"type":"integer"} | {"type":"number"}   | COMPATIBLE | BREAKING   | type.widened
            {"type":"integer"} | {"type":["integer","string"]} | COMPATIBLE | BREAKING | type.widened
            {"type":"number"}  | {"type":"integer"}  | BREAKING   | COMPATIBLE | type.narrowed
            {"type":"string"}  | {"type":["string","null"]} | COMPATIBLE | BREAKING | null.allowed
            {"type":"string","nullable":true} | {"type":"string"} | BREAKING | COMPATIBLE | null.removed
            {"type":"string"} | {"anyOf":[{"type":"string"},{"type":"null"}]} | COMPATIBLE | BREAKING | null.allowed
            {"enum":["a",null]} | {"enum":["a"]} | BREAKING | COMPATIBLE | null.removed
            # values
            {"enum":["a"]} | {"enum":["a","b"]} | COMPATIBLE | RISKY | enum.value-added
            {"enum":["a","b"]} | {"enum":["b"]} | BREAKING | COMPATIBLE | enum.value-removed
            {"type":"string"} | {"type":"string","enum":["a"]} | BREAKING | COMPATIBLE | enum.added
            {"type":"string","enum":["a"]} | {"type":"string"} | COMPATIBLE | BREAKING | enum.removed
            {} | {"const":1} | BREAKING | COMPATIBLE | schema.narrowed
            {"type":"integer"} | {"type":"integer","const":1} | BREAKING | COMPATIBLE | const.added
            {"const":1} | {"const":2} | BREAKING | BREAKING | const.changed
            {"type":"integer","const":1} | {"type":"integer"} | COMPATIBLE | BREAKING | const.removed
            # numbers
            {"type":"number"} | {"type":"number","minimum":1} | RISKY | COMPATIBLE | minimum.added
            {"type":"number","minimum":1} | {"type":"number","minimum":2} | BREAKING | COMPATIBLE | minimum.raised
            {"type":"number","minimum":1} | {"type":"number","exclusiveMinimum":1} | BREAKING | COMPATIBLE | minimum.raised
            {"type":"number","minimum":2} | {"type":"number","minimum":1} | COMPATIBLE | BREAKING | minimum.lowered
            {"type":"number","minimum":2} | {"type":"number"} | COMPATIBLE | BREAKING | minimum.removed
            {"type":"number"} | {"type":"number","maximum":1} | RISKY | COMPATIBLE | maximum.added
            {"type":"number","maximum":2} | {"type":"number","exclusiveMaximum":2} | BREAKING | COMPATIBLE | maximum.lowered
            {"type":"number","maximum":2} | {"type":"number","maximum":3} | COMPATIBLE | BREAKING | maximum.raised
            {"type":"number","maximum":2} | {"type":"number"} | COMPATIBLE | BREAKING | maximum.removed
            {"type":"number"} | {"type":"number","multipleOf":2} | BREAKING | COMPATIBLE | multiple-of.added
            {"type":"number","multipleOf":2} | {"type":"number","multipleOf":4} | BREAKING | COMPATIBLE | multiple-of.narrowed
            {"type":"number","multipleOf":4} | {"type":"number","multipleOf":2} | COMPATIBLE | BREAKING | multiple-of.widened
            {"type":"number","multipleOf":4} | {"type":"number","multipleOf":3} | BREAKING | BREAKING | multiple-of.changed
            {"type":"number","multipleOf":4} | {"type":"number"} | COMPATIBLE | BREAKING | multiple-of.removed
            # texts
            {"type":"string"} | {"type":"string","minLength":1} | BREAKING | COMPATIBLE | min-length.raised
            {"type":"string","minLength":2} | {"type":"string","minLength":1} | COMPATIBLE | BREAKING | min-length.lowered
            {"type":"string"} | {"type":"string","maxLength":9} | BREAKING | COMPATIBLE | max-length.lowered
            {"type":"string","maxLength":9} | {"type":"string"} | COMPATIBLE | BREAKING | max-length.raised
            {"type":"string"} | {"type":"string","pattern":"a"} | BREAKING | COMPATIBLE | pattern.added
            {"type":"string","pattern":"a"} | {"type":"string","pattern":"b"} | RISKY | RISKY | pattern.changed
            {"type":"string","pattern":"a"} | {"type":"string"} | COMPATIBLE | RISKY | pattern.removed
            {"type":"string"} | {"type":"string","format":"date"} | BREAKING | COMPATIBLE | format.added
            {"type":"string","format":"date"} | {"type":"string","format":"time"} | BREAKING | BREAKING | format.changed
            {"type":"string","format":"date"} | {"type":"string"} | COMPATIBLE | RISKY | format.removed
            {"type":"string"} | {"type":"string","contentEncoding":"base64"} | BREAKING | BREAKING | content.changed
            {"type":"string","contentMediaType":"a/b"} | {"type":"string","contentMediaType":"a/c"} | BREAKING | BREAKING | content.changed
            # arrays
            {"type":"array"} | {"type":"array","minItems":1} | BREAKING | COMPATIBLE | min-items.raised
            {"type":"array","minItems":2} | {"type":"array"} | COMPATIBLE | BREAKING | min-items.lowered
            {"type":"array"} | {"type":"array","maxItems":1} | BREAKING | COMPATIBLE | max-items.lowered
            {"type":"array","maxItems":1} | {"type":"array"} | COMPATIBLE | BREAKING | max-items.raised
            {"type":"array"} | {"type":"array","uniqueItems":true} | BREAKING | COMPATIBLE | unique-items.added
            {"type":"array","uniqueItems":true} | {"type":"array"} | COMPATIBLE | BREAKING | unique-items.removed
            {"type":"array"} | {"type":"array","items":{"type":"string"}} | BREAKING | COMPATIBLE | schema.narrowed
            {"type":"array","items":{"type":"string"}} | {"type":"array"} | COMPATIBLE | BREAKING | schema.widened
            {"type":"array"} | {"type":"array","prefixItems":[{"type":"string"}]} | BREAKING | COMPATIBLE | schema.narrowed
            {"type":"array"} | {"type":"array","contains":{"type":"string"}} | BREAKING | COMPATIBLE | contains.added
            {"type":"array","contains":{"type":"string"}} | {"type":"array"} | COMPATIBLE | BREAKING | contains.removed
            {"type":"array","contains":{"type":"string"}} | {"type":"array","contains":{"type":"string"},"minContains":2} | BREAKING | COMPATIBLE | contains.narrowed
            {"type":"array","contains":{"type":"string"},"maxContains":2} | {"type":"array","contains":{"type":"string"},"maxContains":3} | COMPATIBLE | BREAKING | contains.widened
            {"type":"array","contains":{"type":"string"}} | {"type":"array","contains":{"type":"null"}} | BREAKING | BREAKING | contains.changed
            # properties
            {"additionalProperties":false} | {"properties":{"a":{"type":"string"}},"additionalProperties":false} | COMPATIBLE | RISKY | property.added
            {"type":"object"} | {"type":"object","properties":{"a":{"type":"string"}}} | RISKY | COMPATIBLE | property.added-to-open
            {"additionalProperties":{"type":"integer"}} | {"properties":{"a":{"type":"string"}},"additionalProperties":{"type":"integer"}} | BREAKING | BREAKING | property.added-to-typed
            {"additionalProperties":{"type":"string"}} | {"properties":{"a":{"type":"string"}},"additionalProperties":{"type":"string"}} | COMPATIBLE | COMPATIBLE | property.added-within
            {"properties":{"a":{}},"required":["b"]} | {"properties":{"a":{}},"required":["a","b"]} | BREAKING | COMPATIBLE | property.became-required
            {"properties":{"a":{}},"required":["a","b"]} | {"properties":{"a":{}},"required":["b"]} | COMPATIBLE | BREAKING | property.became-optional
            {"type":"object","properties":{"a":{"type":"string"}}} | {"type":"object"} | RISKY | RISKY | property.removed
            {"properties":{"a":{}},"additionalProperties":false} | {"additionalProperties":false} | BREAKING | RISKY | property.removed-from-closed
            {"properties":{"a":{"type":"null"}},"additionalProperties":true} | {"type":["null","boolean","number","string","array","object"],"additionalProperties":true} | COMPATIBLE | RISKY | property.removed-from-open
            {"type":"object","additionalProperties":false} | {"type":"object"} | COMPATIBLE | RISKY | additional-properties.allowed
            {"type":"object"} | {"type":"object","additionalProperties":false} | BREAKING | COMPATIBLE | additional-properties.forbidden
            {"type":"object","additionalProperties":{"type":"integer"}} | {"type":"object","additionalProperties":{"type":"number"}} | COMPATIBLE | BREAKING | type.widened
            {"type":"object"} | {"type":"object","patternProperties":{"^a":{"type":"null"}}} | BREAKING | COMPATIBLE | pattern-properties.added
            {"type":"object","patternProperties":{"^a":{"type":"null"}}} | {"type":"object"} | COMPATIBLE | BREAKING | pattern-properties.removed
            {"type":"object"} | {"type":"object","propertyNames":{"maxLength":2}} | BREAKING | COMPATIBLE | property-names.added
            {"type":"object","propertyNames":{"maxLength":2}} | {"type":"object"} | COMPATIBLE | BREAKING | property-names.removed
            {"type":"object"} | {"type":"object","minProperties":1} | BREAKING | COMPATIBLE | min-properties.raised
            {"type":"object","minProperties":1} | {"type":"object"} | COMPATIBLE | BREAKING | min-properties.lowered
            {"type":"object"} | {"type":"object","maxProperties":1} | BREAKING | COMPATIBLE | max-properties.lowered
            {"type":"object","maxProperties":1} | {"type":"object"} | COMPATIBLE | BREAKING | max-properties.raised
            {"type":"object"} | {"type":"object","dependentRequired":{"a":["b"]}} | BREAKING | COMPATIBLE | dependent-required.added
            {"type":"object","dependentRequired":{"a":["b"]}} | {"type":"object"} | COMPATIBLE | BREAKING | dependent-required.removed
            {"type":"object"} | {"type":"object","dependentSchemas":{"a":{"required":["b"]}}} | BREAKING | COMPATIBLE | dependent-schemas.added
            {"type":"object","dependentSchemas":{"a":{"required":["b"]}}} | {"type":"object"} | COMPATIBLE | BREAKING | dependent-schemas.removed
            # combinations
            {"type":"string"} | {"type":"string","allOf":[{"minLength":2}]} | BREAKING | COMPATIBLE | all-of.added
            {"type":"string","allOf":[{"minLength":2}]} | {"type":"string"} | RISKY | RISKY | all-of.removed
            {"type":"string","minLength":3} | {"type":"string","minLength":3,"allOf":[{"minLength":2}]} | COMPATIBLE | COMPATIBLE | all-of.implied,all-of.added
            {"type":"string"} | {"type":"string","anyOf":[{"minLength":2}]} | BREAKING | COMPATIBLE | any-of.added
            {"type":"string","anyOf":[{"minLength":2}]} | {"type":"string"} | COMPATIBLE | BREAKING | any-of.removed
            {"anyOf":[{"type":"string"},{"type":"integer"}]} | {"anyOf":[{"type":"string"},{"type":"integer"},{"type":"array"}]} | COMPATIBLE | BREAKING | any-of.branch-added
            {"anyOf":[{"type":"string"},{"type":"integer"},{"type":"array"}]} | {"anyOf":[{"type":"integer"},{"type":"string"}]} | BREAKING | COMPATIBLE | any-of.branch-removed
            {"type":"string"} | {"anyOf":[{"type":"string"},{"type":"integer"}]} | COMPATIBLE | BREAKING | any-of.branch-covered,any-of.added
            {"oneOf":[{"type":"string"},{"type":"integer"}]} | {"oneOf":[{"type":"string"},{"type":"integer"},{"type":"array"}]} | COMPATIBLE | BREAKING | one-of.branch-added
            {"oneOf":[{"type":"string"},{"type":"integer"}]} | {"oneOf":[{"type":"string"},{"type":"integer"},{"minLength":3}]} | RISKY | BREAKING | one-of.overlap,one-of.branch-added
            {"type":"string"} | {"type":"string","not":{"const":"a"}} | BREAKING | COMPATIBLE | not.added
            {"type":"string","not":{"const":"a"}} | {"type":"string"} | COMPATIBLE | BREAKING | not.removed
            {"not":{"enum":["a"]}} | {"not":{"enum":["a","b"]}} | BREAKING | COMPATIBLE | not.widened
            {"not":{"type":"number"}} | {"not":{"type":"integer"}} | COMPATIBLE | BREAKING | not.narrowed
            {"not":{"type":"array"}} | {"not":{"type":"integer"}} | BREAKING | BREAKING | not.changed
            {"type":"object"} | {"type":"object","if":{"required":["a"]},"then":{"required":["b"]}} | BREAKING | COMPATIBLE | condition.added
            {"type":"object","if":{"required":["a"]},"then":{"required":["b"]}} | {"type":"object"} | COMPATIBLE | BREAKING | condition.removed
            {"if":{"required":["a"]},"then":{"required":["b"]}} | {"if":{"required":["c"]},"then":{"required":["b"]}} | BREAKING | BREAKING | condition.changed
            {"if":{"required":["a"]},"then":{"required":["b"]}} | {"if":{"required":["a"]},"then":{"required":["b","c"]}} | BREAKING | COMPATIBLE | property.became-required
            {"allOf":[{"properties":{"a":{}}}],"type":"object"} | {"allOf":[{"properties":{"a":{}}}],"type":"object","unevaluatedProperties":false} | BREAKING | COMPATIBLE | unevaluated.added
            {"$ref":"#/$defs/a","unevaluatedProperties":false,"$defs":{"a":{"properties":{"a":{}}}}} | {"$ref":"#/$defs/a","unevaluatedProperties":false,"$defs":{"a":{"properties":{"b":{}}}}} | RISKY | RISKY | unevaluated.entangled
            {"type":"object","additionalProperties":false} | {"type":"object","unevaluatedProperties":false} | NONE | NONE | none
            {"$ref":"#/$defs/a","$defs":{"a":{"type":"integer"}}} | {"$ref":"#/$defs/a","$defs":{"a":{"type":"number"}}} | COMPATIBLE | BREAKING | type.widened
            {"$ref":"other.json"} | {"$ref":"another.json"} | RISKY | RISKY | ref.unresolved
            {"oneOf":[{"type":"object"}],"discriminator":{"propertyName":"a"}} | {"oneOf":[{"type":"object"}],"discriminator":{"propertyName":"b"}} | RISKY | RISKY | discriminator.changed
            {"type":"string","x-other":1} | {"type":"string","x-other":2} | RISKY | RISKY | keyword.unknown
            {"$id":"https://a.example/x","type":"string"} | {"type":"string"} | RISKY | RISKY | dialect.changed
            {"properties":{"a":{"type":"string"}}} | {"properties":{"a":false}} | BREAKING | COMPATIBLE | schema.forbidden
            {"properties":{"a":false}} | {"properties":{"a":{"type":"string"}}} | COMPATIBLE | BREAKING | schema.allowed
            # what describes
            {"title":"a"} | {"title":"b"} | DOC | DOC | title.changed
            {"type":"string","examples":["a"]} | {"type":"string"} | DOC | DOC | examples.changed
            {"$comment":"a"} | {} | DOC | DOC | comment.changed
            {"description":"a"} | {"description":"b"} | BEHAVIOUR | BEHAVIOUR | description.changed
            {"enum":["a"],"x-keelson-values":{"a":"x"}} | {"enum":["a"],"x-keelson-values":{"a":"y"}} | BEHAVIOUR | BEHAVIOUR | values.described-otherwise
            {"type":"string"} | {"type":"string","default":"x"} | RISKY | COMPATIBLE | default.changed
            {"type":"string"} | {"type":"string","deprecated":true} | COMPATIBLE | COMPATIBLE | deprecated.changed
            {"type":"string"} | {"type":"string","readOnly":true} | COMPATIBLE | COMPATIBLE | access.changed
            """)
    void judgesEachChangeByDirection(String old, String next, String input, String output, String rules) {
        assertChange(Direction.INPUT, Json.parse(old), Json.parse(next), ChangeClass.valueOf(input), rules);
        assertChange(Direction.OUTPUT, Json.parse(old), Json.parse(next), ChangeClass.valueOf(output), rules);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"string","minLength":1} | {"minLength":1.0,"type":"string"}
            {"required":["a","b"]} | {"required":["b","a"]}
            {"enum":["a",1]} | {"enum":[1.0,"a"]}
            {"type":["string","null"]} | {"type":"string","nullable":true}
            {"type":["string","null"]} | {"oneOf":[{"type":"string"},{"type":"null"}]}
            {"type":["string","null"]} | {"anyOf":[{"type":"null"},{"type":"string"}]}
            {"type":["string","null"],"enum":["a",null]} | {"anyOf":[{"type":"string","enum":["a"]},{"type":"null"}]}
            {"enum":["a",null]} | {"type":["string","null"],"enum":[null,"a"]}
            {"type":"integer","minimum":1} | {"type":"integer","exclusiveMinimum":0}
            {"type":"integer"} | {"$ref":"#/$defs/a","$defs":{"a":{"type":"integer"}}}
            {"type":"integer"} | {"allOf":[{"type":"integer"}]}
            {"const":"a"} | {"enum":["a"]}
            {} | true
            {"not":{}} | {"not":true}
            {"type":"object","properties":{"a":{"$ref":"#"}}} | {"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{"a":{"$ref":"#/$defs/n"}}}}}
            {"$dynamicRef":"#n","$defs":{"a":{"$dynamicAnchor":"n","type":"string"}}} | {"$ref":"#n","$defs":{"a":{"$anchor":"n","type":"string"}}}
            """)
    void seesNoChangeInAnotherSpelling(String old, String next) {
        for (Direction direction : Direction.values()) {
            assertThat(ContractComparator.changes(direction, Json.parse(old), Json.parse(next)))
                    .isEmpty();
            assertThat(ContractComparator.changes(direction, Json.parse(next), Json.parse(old)))
                    .isEmpty();
        }
    }

    private static void assertChange(
            Direction direction, JsonNode old, JsonNode next, ChangeClass expected, String rules) {
        List<ContractChange> changes = ContractComparator.changes(direction, old, next);

        assertThat(ContractComparator.comparison(changes).verdict())
                .as("%s: %s", direction, changes)
                .isEqualTo(expected);
        if (!rules.equals("none")) {
            assertThat(changes)
                    .extracting(ContractChange::rule)
                    .containsAnyOf(java.util.Arrays.stream(rules.split(","))
                            .map(rule -> direction.id() + '.' + rule)
                            .toArray(String[]::new));
        }
    }
}
