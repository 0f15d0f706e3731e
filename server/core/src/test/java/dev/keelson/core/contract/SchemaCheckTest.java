package dev.keelson.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.common.Json;
import dev.keelson.core.error.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            {"$ref":"#nowhere"}                                  | /$ref
            """)
    void namesThePlaceOfWhatCannotBeUsed(String schema, String pointer) {
        assertThat(SchemaCheck.violations(Json.parse(schema)))
                .extracting(Violation::pointer)
                .contains(pointer);
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
