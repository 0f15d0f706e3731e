package dev.keelson.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberWordsTest {

    @ParameterizedTest
    @CsvSource({
        "42, 42",
        "'1,800', 1800",
        "1.800, 1800",
        "2.5, 2.5",
        "'2,5', 2.5",
        "'1,234.50', 1234.5",
        "forty, 40",
        "forty-two, 42",
        "three hundred, 300",
        "two thousand, 2000",
        "a dozen, 12",
        "80k, 80000",
        "an, 1"
    })
    void readsDigitsAndWords(String text, double expected) {
        assertThat(NumberWords.parse(text)).hasValue(expected);
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThat(NumberWords.parse("many")).isEmpty();
        assertThat(NumberWords.parse("")).isEmpty();
    }
}
