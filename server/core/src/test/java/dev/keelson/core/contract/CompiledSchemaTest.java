package dev.keelson.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.common.Json;
import dev.keelson.core.error.Violation;
import org.junit.jupiter.api.Test;

class CompiledSchemaTest {
    private static final CompiledSchema PERSON = CompiledSchema.of(Json.parse("""
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
             "required":["name","born"],
             "properties":{"name":{"type":"string","maxLength":5},"born":{"type":"string","format":"date"}}}
            """));

    @Test
    void namesEveryViolationWithItsPointer() {
        var violations = PERSON.validate(Json.parse("{\"name\":\"Johanna\",\"born\":\"yesterday\",\"age\":3}"));

        assertThat(violations).extracting(Violation::rule).contains("maxLength", "format", "additionalProperties");
        assertThat(violations).extracting(Violation::pointer).contains("/name", "/born");
    }

    @Test
    void acceptsAValidValue() {
        assertThat(PERSON.validate(Json.parse("{\"name\":\"Jo\",\"born\":\"2001-02-03\"}")))
                .isEmpty();
    }

    @Test
    void refusesAReferenceToAnotherDocument() {
        assertThatThrownBy(() -> CompiledSchema.of(Json.parse("{\"$ref\":\"https://example.com/other.json\"}"))
                        .validate(Json.parse("1")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aDescriptionIsNoPartOfTheContract() {
        var plain = new Contract(Json.parse("{\"type\":\"string\"}"), Json.parse("{\"type\":\"object\"}"));
        var described = new Contract(
                Json.parse("{\"type\":\"string\",\"description\":\"x\"}"), Json.parse("{\"type\":\"object\"}"));
        var propertyNamedDescription = new Contract(
                Json.parse("{\"type\":\"string\"}"),
                Json.parse("{\"type\":\"object\",\"properties\":{\"description\":{\"type\":\"string\"}}}"));

        assertThat(described.digest()).isEqualTo(plain.digest());
        assertThat(propertyNamedDescription.digest()).isNotEqualTo(plain.digest());
    }
}
