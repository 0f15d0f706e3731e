package dev.keelson.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTest {
    private static final List<String> OFFERED = List.of("application/json", "text/event-stream");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/event-stream|text/event-stream",
                "*/*|application/json",
                "text/*|text/event-stream",
                "text/event-stream, application/json|text/event-stream",
                "application/json, text/event-stream|application/json",
                "application/json;q=0.1, text/event-stream;q=0.2|text/event-stream",
                "text/html, */*;q=0.1|application/json",
                "Text/Event-Stream ; q=high|text/event-stream"
            })
    void takesTheTypeThatTheCallerWantsMost(String header, String expected) {
        assertThat(Accepted.best(header, OFFERED)).isEqualTo(expected);
    }

    @Test
    void takesNoneThatTheCallerDoesNotAccept() {
        assertThat(Accepted.best("text/html", OFFERED)).isNull();
        assertThat(Accepted.best("application/json;q=0", OFFERED)).isNull();
        assertThat(Accepted.best("", OFFERED)).isNull();
        assertThat(Accepted.best(";;,,;q", OFFERED)).isNull();
    }
}
