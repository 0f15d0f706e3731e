package dev.keelson.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices in USD as nano-USD. */
class ReportedCostTest {

    @ParameterizedTest
    @CsvSource({
        "0.00735, 7350000",
        "0.1, 100000000",
        "0.3, 300000000",
        "12.345678901, 12345678901",
        "5.5E-4, 550000",
        "0, 0",
        "0E-20, 0",
        "0.0000000004, 0",
        "0.0000000005, 1",
        "1E-999999999, 0",
        "999999999, 999999999000000000"
    })
    void isExact(String usd, long nano) {
        assertThat(ReportedCost.nanoUsd(new BigDecimal(usd))).hasValue(nano);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1000000000", "1E999999999"})
    void isUnknownWhenItMakesNoSense(String usd) {
        assertThat(ReportedCost.nanoUsd(new BigDecimal(usd))).isEmpty();
    }

    @Test
    void takesEveryKindOfNumber() {
        assertThat(ReportedCost.nanoUsd(2)).hasValue(2_000_000_000L);
        assertThat(ReportedCost.nanoUsd(3L)).hasValue(3_000_000_000L);
        assertThat(ReportedCost.nanoUsd(BigInteger.TEN)).hasValue(10_000_000_000L);
        assertThat(ReportedCost.nanoUsd(0.1)).hasValue(100_000_000L);
    }

    @Test
    void isUnknownWhenThereIsNoNumber() {
        assertThat(ReportedCost.nanoUsd(null)).isEmpty();
        assertThat(ReportedCost.nanoUsd("0.01")).isEmpty();
    }
}
