package dev.keelson.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.common.Json;
import dev.keelson.core.error.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {"a@b.example", "kim.larsen+x@office.internal", "a@localhost", "\"a b\"@b.com", "a@[127.0.0.1]"})
    void acceptsMailAddressesOfAnyDomain(String address) {
        assertThat(mailAddress(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a@", "@b.com", "a b@c.com", "a@b..com", "a@-b.com", "a@b.com\n", "Kim <a@b.com>"})
    void refusesWhatIsNoMailAddress(String address) {
        assertThat(mailAddress(address)).extracting(Violation::rule).containsExactly("format");
    }

    private static List<Violation> mailAddress(String address) {
        return CompiledSchema.of(Json.object().put("type", "string").put("format", "email"))
                .validate(Json.mapper().valueToTree(address));
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
