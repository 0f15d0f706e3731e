package dev.keelson.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostJsonCodecTest {
    private final HostJsonCodec codec = new HostJsonCodec();

    @Test
    void readsJdkValuesInDocumentOrder() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("z", 1);
        expected.put("a", Arrays.asList(9_999_999_999L, new BigInteger("99999999999999999999"), new BigDecimal("0.1")));
        expected.put("n", null);

        Object read = codec.read("{\"z\": 1, \"a\": [9999999999, 99999999999999999999, 0.1], \"n\": null}");

        assertThat(read).isEqualTo(expected);
        assertThat(String.valueOf(read)).startsWith("{z=").endsWith("n=null}");
        assertThat(codec.read("null")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\": 1, \"a\": 2}", "1 2", "nul", "NaN", "[1,]", "{'a': 1}"})
    void refusesWhatIsNotOneJsonValue(String text) {
        assertThatThrownBy(() -> codec.read(text))
                .isInstanceOfSatisfying(
                        PluginException.class,
                        failure -> assertThat(failure.type()).isEqualTo(ErrorType.MALFORMED_RESPONSE));
    }

    @Test
    void refusesDepthAndLengthBeyondTheLimits() {
        assertThat(codec.read("[".repeat(64) + "]".repeat(64))).isNotNull();
        assertThatThrownBy(() -> codec.read("[".repeat(65) + "]".repeat(65))).isInstanceOf(PluginException.class);
        assertThatThrownBy(() -> codec.read("1".repeat(1_001))).isInstanceOf(PluginException.class);
    }

    @Test
    void writesCompactTextInTheMapsOrder() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("z", List.of(1, 2L, 0.5, new BigDecimal("1.50"), true));
        value.put("a", null);
        value.put("text", "\"quoted\" \u2603");

        assertThat(codec.write(value))
                .isEqualTo("{\"z\":[1,2,0.5,1.50,true],\"a\":null,\"text\":\"\\\"quoted\\\" \u2603\"}");
    }

    @Test
    void refusesToWriteWhatJsonDoesNotHave() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        Map<Object, Object> numberedKeys = new HashMap<>(Map.of(1, "one"));

        for (Object value : Arrays.asList(Double.NaN, new Object(), Thread.currentThread(), endless, numberedKeys)) {
            assertThatThrownBy(() -> codec.write(value)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
