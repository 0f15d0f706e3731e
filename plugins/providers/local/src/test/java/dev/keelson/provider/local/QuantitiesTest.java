package dev.keelson.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.provider.local.Quantity.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            down for 42 minutes              | 42
            down for half an hour            | 30
            for a quarter of an hour         | 15
            for an hour and a half           | 90
            for two and a half hours         | 150
            took 1 hour 20 minutes           | 80
            2 hours and 15 minutes           | 135
            from 10:15 to 10:45              | 30
            between 23:50 and 0:10           | 20
            three days                       | 4320
            90 seconds                       | 1.5
            """)
    void convertsDurations(String text, double minutes) {
        assertThat(of(Kind.DURATION, text)).containsExactly(minutes * 60);
    }

    @Test
    void tellsCountsFromOtherNumbers() {
        String text = "INC-20417: on 3 March 2026 version 4.2 failed in rack 7, 1,800 angry customers called 12 times";

        assertThat(of(Kind.COUNT, text)).containsExactly(1800.0, 12.0);
    }

    @Test
    void readsMoneyAndPercentages() {
        assertThat(of(Kind.MONEY, "It costs 49 euros, was € 1,250.50 before")).containsExactlyInAnyOrder(49.0, 1250.5);
        assertThat(of(Kind.PERCENT, "ten percent of 80 visitors, 3.5% of them new"))
                .containsExactly(10.0, 3.5);
    }

    private static List<Double> of(Kind kind, String text) {
        return Quantities.in(text).stream()
                .filter(quantity -> quantity.kind() == kind)
                .map(Quantity::value)
                .toList();
    }
}
