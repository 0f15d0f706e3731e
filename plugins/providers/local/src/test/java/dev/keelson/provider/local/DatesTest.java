package dev.keelson.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {
    /** A Wednesday. */
    private static final LocalDate REFERENCE = LocalDate.of(2026, 6, 3);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            on 2026-03-03 it broke             | 2026-03-03
            on 3 March 2026 it broke           | 2026-03-03
            the 3rd of March, 2026             | 2026-03-03
            March 3rd, 2026                    | 2026-03-03
            on 28/07/2026                      | 2026-07-28
            07/28/2026                         | 2026-07-28
            am 3.4.2026                        | 2026-04-03
            """)
    void readsWrittenDates(String text, LocalDate expected) {
        assertThat(Dates.in(text, null)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            it broke yesterday                 | 2026-06-02
            down since this morning            | 2026-06-03
            the day before yesterday           | 2026-06-01
            three days ago                     | 2026-05-31
            last Monday                        | 2026-06-01
            on Wednesday                       | 2026-05-27
            on 30 December                     | 2025-12-30
            """)
    void readsRelativeDatesFromAReference(String text, LocalDate expected) {
        assertThat(Dates.in(text, REFERENCE)).containsExactly(expected);
    }

    @Test
    void readsNoRelativeDateWithoutAReference() {
        assertThat(Dates.in("yesterday, on 3 March", null)).isEmpty();
    }

    @Test
    void refusesAmbiguousAndImpossibleDates() {
        assertThat(Dates.in("03/04/2026, 31 February 2026, 2026-13-40", null)).isEmpty();
    }
}
