package dev.keelson.storage.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-11-24T10:15:30.123456789Z",
                "1969-12-31T23:59:59.999999999Z",
                "1700-02-03T04:05:06.000000001Z",
                "2254-12-31T23:59:59.999999999Z"
            })
    void keepsNanoseconds(Instant time) {
        assertThat(StoredTime.read(StoredTime.of(time).getValue())).isEqualTo(time);
    }

    @Test
    void refusesTimesThatDoNotFit() {
        for (Instant time : List.of(Instant.MAX, Instant.MIN)) {
            assertThatThrownBy(() -> StoredTime.of(time))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(time.toString());
        }
    }

    @Test
    void clampsOnlyWhatLiesBeyond() {
        Instant time = Instant.parse("2026-11-24T10:15:30.123456789Z");

        assertThat(StoredTime.clamped(time)).isEqualTo(StoredTime.of(time));
        assertThat(StoredTime.clamped(Instant.MAX)).isGreaterThan(StoredTime.of(time));
        assertThat(StoredTime.clamped(Instant.MIN)).isLessThan(StoredTime.of(time));
    }
}
