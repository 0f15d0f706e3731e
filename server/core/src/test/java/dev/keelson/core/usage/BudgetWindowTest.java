package dev.keelson.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetWindowTest {

    @ParameterizedTest
    @CsvSource({
        "MONTH,2026-01-31T23:59:59.999999999Z,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z",
        "MONTH,2028-02-29T12:00:00Z,2028-02-01T00:00:00Z,2028-03-01T00:00:00Z",
        "MONTH,2026-12-31T23:59:59Z,2026-12-01T00:00:00Z,2027-01-01T00:00:00Z",
        "MONTH,2026-03-01T00:00:00Z,2026-03-01T00:00:00Z,2026-04-01T00:00:00Z",
        "DAY,2026-03-29T01:30:00Z,2026-03-29T00:00:00Z,2026-03-30T00:00:00Z",
        "HOUR,2026-12-31T23:30:00Z,2026-12-31T23:00:00Z,2027-01-01T00:00:00Z"
    })
    void knowsStartAndEnd(BudgetWindow window, Instant time, Instant start, Instant end) {
        assertThat(window.start(time)).isEqualTo(start);
        assertThat(window.end(start)).isEqualTo(end);
    }

    @Test
    void theTotalNeverEnds() {
        Instant start = BudgetWindow.TOTAL.start(Instant.parse("2026-01-31T23:59:59Z"));

        assertThat(start).isEqualTo(BudgetWindow.TOTAL.start(Instant.parse("2090-01-01T00:00:00Z")));
        assertThat(BudgetWindow.TOTAL.end(start)).isNull();
    }
}
