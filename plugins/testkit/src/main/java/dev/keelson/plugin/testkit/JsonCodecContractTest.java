package dev.keelson.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link JsonCodec} must do: the host's, and the one of {@link TestPluginContext}. */
public abstract class JsonCodecContractTest {
    protected abstract JsonCodec codec();

    @Test
    void readsJdkValues() {
        String text = "{\"z\":1,\"a\":[true,null,\"x\",2147483648,92233720368547758070,1.50]}";

        assertThat(codec().read(text)).isInstanceOfSatisfying(Map.class, map -> {
            assertThat(map.keySet().toString()).isEqualTo("[z, a]");
            assertThat(map.get("z")).isEqualTo(1);
            assertThat(map.get("a"))
                    .isEqualTo(Arrays.asList(
                            true,
                            null,
                            "x",
                            2147483648L,
                            new BigInteger("92233720368547758070"),
                            new BigDecimal("1.50")));
        });
    }

    @Test
    void readsNull() {
        assertThat(codec().read(" null ")).isNull();
    }

    @Test
    void writesWhatItReads() {
        String text = "{\"b\":{\"a\":[1,2.50,\"\\u0000é😀\\\"\"]},\"n\":null}";

        String written = codec().write(codec().read(text));

        assertThat(codec().read(written)).isEqualTo(codec().read(text));
        assertThat(written).doesNotContain(" ", "\n");
    }

    @ParameterizedTest
    @MethodSource("refusedTexts")
    void refusesWhatIsNotOneJsonValue(String text) {
        assertThatThrownBy(() -> codec().read(text))
                .isInstanceOfSatisfying(
                        PluginException.class,
                        failure -> assertThat(failure.type()).isEqualTo(ErrorType.MALFORMED_RESPONSE));
    }

    static Stream<String> refusedTexts() {
        return Stream.of(
                "",
                "  ",
                "{",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1} x",
                "{} {}",
                "{'a':1}",
                "[1,]",
                "NaN",
                "01",
                "[".repeat(65) + "]".repeat(65),
                "[".repeat(100_000),
                "1".repeat(1_001));
    }

    @Test
    void readsUpToItsLimits() {
        assertThat(codec().read("[".repeat(64) + "]".repeat(64))).isInstanceOf(List.class);
        assertThat(codec().read("1".repeat(1_000))).isEqualTo(new BigInteger("1".repeat(1_000)));
    }

    @ParameterizedTest
    @MethodSource("refusedValues")
    void refusesToWriteWhatJsonDoesNotHave(Object value) {
        assertThatThrownBy(() -> codec().write(value)).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Object> refusedValues() {
        return Stream.of(
                Double.NaN,
                Float.POSITIVE_INFINITY,
                new Object(),
                Map.of("a", Thread.State.NEW),
                List.of(Double.NaN),
                Map.of(1, "a"));
    }
}
