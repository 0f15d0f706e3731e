package dev.keelson.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCheckTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"strin"}                                     | /type
            {"properties":{"a":{"minLength":-1}}}                | /properties/a/minLength
            {"properties":{"a":{"$ref":"https://a.example/b"}}}  | /properties/a/$ref
            {"$ref":"#/$defs/none"}                              | /$ref
            {"items":{"pattern":"("}}                            | /items/pattern
            {"pattern":"(?=a)"}                                  | /pattern
            {"patternProperties":{"[":{}}}                       | /patternProperties/[
            {"$schema":"https://a.example/s"}                    | /$schema
            {"$ref":"#"}                                         | ``
            {"not":{"$ref":"#"}}                                 | ``
            {"$ref":"#nowhere"}                                  | /$ref
            """)
    void namesThePlaceOfWhatCannotBeUsed(String schema, String pointer) {
        assertThat(SchemaCheck.violations(Json.parse(schema)))
                .extracting(Violation::pointer)
                .contains(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"allOf\":[{\"$ref\":\"#/$defs/next\"},{\"$ref\":\"#/$defs/next\"}]}",
                "{\"properties\":{\"a\":{\"allOf\":[{\"$ref\":\"#/$defs/next\"},{\"$ref\":\"#/$defs/next\"}]}}}"
            })
    void refusesASchemaThatDoublesTheWorkAtEveryStep(String step) {
        ObjectNode schema = Json.object().put("$ref", "#/$defs/d0");
        ObjectNode definitions = schema.putObject("$defs");
        for (int i = 0; i < 40; i++) {
            definitions.set("d" + i, Json.parse(step.replace("next", "d" + (i + 1))));
        }
        definitions.putObject("d40").put("type", "object");

        assertThat(SchemaCheck.violations(schema)).extracting(Violation::rule).containsExactly("$ref");
    }

    @Test
    void refusesARecursionThatTriplesTheWorkAtEveryStep() {
        String again = "{\"properties\":{\"a\":{\"$ref\":\"#\"}}}";

        assertThat(SchemaCheck.violations(Json.parse("{\"allOf\":[" + again + "," + again + "," + again + "]}")))
                .extracting(Violation::rule)
                .containsExactly("$ref");
    }

    @Test
    void acceptsATree() {
        String tree = "{\"properties\":{\"left\":{\"$ref\":\"#\"},\"right\":{\"$ref\":\"#\"},"
                + "\"more\":{\"items\":{\"$ref\":\"#\"}}}}";

        assertThat(SchemaCheck.violations(Json.parse(tree))).isEmpty();
    }

    @Test
    void namesEveryViolation() {
        assertThat(SchemaCheck.violations(Json.parse("{\"pattern\":\"(\",\"items\":{\"$ref\":\"b.json\"}}")))
                .extracting(Violation::pointer)
                .contains("/pattern", "/items/$ref");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            true
            {"properties":{"pattern":{"type":"string"},"$ref":{"type":"string"}}}
            {"enum":[{"pattern":"("}],"x-other":1}
            {"$schema":"https://json-schema.org/draft/2020-12/schema","properties":{"a":{"$ref":"#/$defs/a"}},"$defs":{"a":{"$ref":"#"}}}
            """)
    void acceptsWhatCanBeUsed(String schema) {
        assertThat(SchemaCheck.violations(Json.parse(schema))).isEmpty();
    }
}
