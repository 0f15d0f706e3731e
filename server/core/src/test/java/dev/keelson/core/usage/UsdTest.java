package dev.keelson.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.error.KeelsonException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsdTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "12.50,12500000000",
        "0.000000001,1",
        "0.1,100000000",
        "1000000000,1000000000000000000",
        "00.10,100000000"
    })
    void readsDecimalsExactly(String text, long nano) {
        assertThat(Usd.nano(text, "/limitUsd")).isEqualTo(nano);
    }

    @Test
    void givesBackWhatItRead() {
        var random = new Random(7);
        for (int round = 0; round < 10_000; round++) {
            long nano = random.nextLong(Usd.MAX_NANO + 1);

            assertThat(Usd.nano(Usd.text(nano), "/limitUsd")).isEqualTo(nano);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e3", "0.0000000001", "1000000000.000000001", "1,5", ".5", "5.", "NaN", "٣"})
    void refusesWhatItCannotKeepExactly(String text) {
        assertThatThrownBy(() -> Usd.nano(text, "/limitUsd")).isInstanceOf(KeelsonException.class);
    }

    @Test
    void sumsStopAtTheBorderInsteadOfTurningNegative() {
        assertThat(Usd.sum(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Usd.sum(2, 3)).isEqualTo(5);
    }
}
