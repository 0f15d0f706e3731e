package dev.keelson.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldSelectionTest {
    private static final JsonNode SCHEMA = Json.parse("""
            {"type":"object","additionalProperties":false,"properties":{
              "queue":{"enum":["a","b"]},
              "a.b":{"type":"string"},"a/b":{"type":"string"},
              "customer":{"type":["object","null"],"properties":{"email":{"type":"string"},"name":{"type":"string"}}},
              "lines":{"type":"array","items":{"$ref":"#/$defs/line"}},
              "tags":{"type":"object","additionalProperties":{"type":"object","properties":{"at":{"type":"string"}}}},
              "free":{}},
             "$defs":{"line":{"type":"object","properties":{"amount":{"type":"number"},"sub":{"$ref":"#/$defs/line"}}}}}
            """);

    @Test
    void keepsExactlyTheWantedParts() {
        JsonNode output = Json.parse("""
                {"queue":"a","customer":{"email":"e","name":"n"},"lines":[{"amount":1,"x":2},{"x":3}],"free":{"y":1}}
                """);

        JsonNode kept = FieldSelection.parse("lines.amount, /customer/email").project(output);

        assertThat(kept).isEqualTo(Json.parse("{\"customer\":{\"email\":\"e\"},\"lines\":[{\"amount\":1},{}]}"));
    }

    @Test
    void keepsTheWholeWhenAPartOfItIsWantedToo() {
        JsonNode output = Json.parse("{\"customer\":{\"email\":\"e\",\"name\":\"n\"}}");

        assertThat(FieldSelection.parse("customer.email,customer").project(output))
                .isEqualTo(output);
        assertThat(FieldSelection.parse("customer.email").project(Json.parse("{\"customer\":null}")))
                .isEqualTo(Json.parse("{\"customer\":null}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue",
                "/queue",
                "customer.email",
                "/lines/amount",
                "/lines/sub/sub/amount",
                "/a.b",
                "/a~1b",
                "tags.anything.at",
                "free.what.ever"
            })
    void knowsTheFieldsOfTheSchema(String field) {
        FieldSelection.parse(field).requireIn(SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queues", "queue.deeper", "customer.phone", "/lines/0/amount", "a.b", "tags.x.on"})
    void refusesFieldsThatTheSchemaDoesNotHave(String field) {
        FieldSelection selection = FieldSelection.parse("queue," + field);

        assertThatThrownBy(() -> selection.requireIn(SCHEMA))
                .isInstanceOfSatisfying(KeelsonException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.FIELD_UNKNOWN);
                    assertThat(failure.violations()).hasSize(1);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "queue,", "/", "//a", "/a//b", "a..b", "/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a"})
    void refusesWhatIsNoField(String fields) {
        assertThatThrownBy(() -> FieldSelection.parse(fields))
                .isInstanceOfSatisfying(
                        KeelsonException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.REQUEST_INVALID));
    }

    @Test
    void answersAtOnceForASchemaThatRefersToItselfManyTimes() {
        JsonNode circles = Json.parse("""
                {"anyOf":[{"$ref":"#"},{"$ref":"#"},{"$ref":"#/anyOf"},{"properties":{"a":{"$ref":"#"},"b":{"$ref":"#"}}}]}
                """);

        assertThat(FieldSelection.fieldsOf(circles)).hasSizeBetween(100, 500);
        FieldSelection.parse("a.b.a.b.a.b").requireIn(circles);
    }
}
