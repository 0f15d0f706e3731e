package dev.keelson.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.testkit.StubAnswer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams that fail. */
class StreamFaultWireTest extends StreamCase {

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, UNAVAILABLE",
        "api_error, UNAVAILABLE",
        "timeout_error, UNAVAILABLE",
        "rate_limit_error, RATE_LIMITED",
        "invalid_request_error, INVALID_REQUEST",
        "authentication_error, AUTHENTICATION",
        "billing_error, QUOTA_EXHAUSTED",
        "new_error, UNAVAILABLE"
    })
    void reportsAnErrorInsideOfAStream(String type, ErrorType expected) {
        String error = "{'type':'error','error':{'type':'" + type + "','message':'broken'}}";
        for (String event : List.of("event: error\ndata: ", "data: ")) {
            PluginException failure = failed(events(List.of(START, TEXT, HALLO)) + event + error + "\n\n");

            assertThat(failure.type()).isEqualTo(expected);
            assertThat(failure.upstreamCode()).hasValue(type);
            assertThat(failure.requestId()).hasValue("req_7");
        }
    }

    @Test
    void reportsAnErrorThatIsNoJson() {
        assertThat(failed(events(List.of(START)) + "event: error\ndata: upstream gone\n\n")
                        .type())
                .isEqualTo(ErrorType.UNAVAILABLE);
    }

    @Test
    void neverTakesACutStreamForAnAnswer() {
        List<String> soFar = new ArrayList<>();
        for (String event : HELLO_EVENTS.subList(0, HELLO_EVENTS.size() - 1)) {
            soFar.add(event);

            PluginException failure = failed(events(soFar));

            assertThat(failure.type()).isEqualTo(ErrorType.UNAVAILABLE);
            assertThat(failure.requestId()).hasValue("req_7");
        }
    }

    @Test
    void takesAStreamThatBreaksAfterItsEnd() {
        upstream.enqueue(
                StubAnswer.eventStream().thenChunk(quoted(events(HELLO_EVENTS))).thenCut());

        assertThat(wholeOf(stream(question())).content()).isEqualTo("Héllo 😀");
    }

    @Test
    void callsAStreamMalformedThatIsNoJson() {
        assertThat(failed("data: {broken\n\n").type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
        assertThat(failed("data: " + STOP + "\n\n").type()).isEqualTo(ErrorType.MALFORMED_RESPONSE);
    }
}
