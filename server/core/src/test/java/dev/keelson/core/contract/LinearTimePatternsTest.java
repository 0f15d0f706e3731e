package dev.keelson.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.common.Json;
import dev.keelson.core.error.Violation;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LinearTimePatternsTest {

    @Test
    void aPatternThatBacktracksEndlesslyElsewhereEndsAtOnce() {
        CompiledSchema schema = schema("^(a+)+$");

        var violations = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> schema.validate(Json.mapper().valueToTree("a".repeat(50_000) + "!")));

        assertThat(violations).extracting(Violation::rule).containsExactly("pattern");
    }

    @Test
    void aRepeatedGroupOverflowsNoStack() {
        CompiledSchema schema = schema("^([a-z]|[0-9])*$");

        assertThat(schema.validate(Json.mapper().valueToTree("a1".repeat(50_000))))
                .isEmpty();
    }

    @Test
    void lookAroundStillWorksForSchemasOfTools() {
        CompiledSchema schema = schema("^(?!x)");

        assertThat(schema.validate(Json.parse("\"abc\""))).isEmpty();
        assertThat(schema.validate(Json.parse("\"xyz\""))).isNotEmpty();
    }

    @Test
    void aPatternMatchesAnywhereUnlessItIsAnchored() {
        assertThat(schema("b").validate(Json.parse("\"abc\""))).isEmpty();
        assertThat(schema("^b$").validate(Json.parse("\"b\\n\""))).isNotEmpty();
    }

    private static CompiledSchema schema(String pattern) {
        return CompiledSchema.of(Json.object().put("type", "string").put("pattern", pattern));
    }
}
