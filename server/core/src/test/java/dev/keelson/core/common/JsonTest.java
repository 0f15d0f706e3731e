package dev.keelson.core.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.error.KeelsonException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "1 2", "{'a':1}", "[1,]", "NaN", "// x\n1"})
    void refusesWhatIsNotExactlyOneStrictValue(String text) {
        assertThatThrownBy(() -> Json.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(KeelsonException.class);
    }

    @Test
    void refusesInvalidUtf8AndDeepNestingInPlainWords() {
        assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xff, '"'})).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> Json.parse("[".repeat(10_000)))
                .hasMessageContaining("64")
                .hasMessageNotContaining("StreamReadConstraints");
        assertThatThrownBy(() -> Json.parse("1".repeat(2_000))).isInstanceOf(KeelsonException.class);
    }

    @Test
    void equalContentHasOneDigestWhateverItsOrder() {
        String first = CanonicalJson.digest(Json.parse("{\"b\":1.0,\"a\":[true,null]}"));
        String second = CanonicalJson.digest(Json.parse("{ \"a\" : [true, null], \"b\" : 1 }"));

        assertThat(first).isEqualTo(second).startsWith("sha256:").hasSize(71);
        assertThat(CanonicalJson.digest(Json.parse("{\"b\":2,\"a\":[true,null]}")))
                .isNotEqualTo(first);
    }

    @Test
    void canonicalFormIsThatOfRfc8785() {
        String example = "{\"numbers\":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"
                + "\"literals\":[null,true,false]}";

        assertThat(CanonicalJson.of(Json.parse(example)))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27]}");
    }

    @Test
    void executionIdsSortByTimeAndAreTraceIds() {
        IdGenerator ids = IdGenerator.random(Clock.systemUTC());

        String id = ids.executionId();

        assertThat(id).matches("[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}");
        assertThat(Long.parseLong(id.substring(0, 12), 16))
                .isCloseTo(System.currentTimeMillis(), Offset.offset(60_000L));
        assertThat(ids.spanId()).matches("[0-9a-f]{16}").isNotEqualTo("0".repeat(16));
    }
}
