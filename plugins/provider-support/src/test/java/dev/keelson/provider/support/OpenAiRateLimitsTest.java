package dev.keelson.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.provider.RateLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rate limits in the headers of OpenAI and its look-alikes. */
class OpenAiRateLimitsTest {

    @Test
    void readsWhatIsLeft() {
        RateLimits limits = limits("remaining-requests", "59", "remaining-tokens", "149984");

        assertThat(limits.remainingRequests()).hasValue(59);
        assertThat(limits.remainingTokens()).hasValue(149_984);
        assertThat(limits.reset()).isEmpty();
    }

    @Test
    void knowsNothingWithoutHeaders() {
        RateLimits limits = limits();

        assertThat(limits.remainingRequests()).isEmpty();
        assertThat(limits.remainingTokens()).isEmpty();
        assertThat(limits.reset()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", "many", "1.5", "9999999999999999999999"})
    void takesNonsenseAsUnknown(String value) {
        RateLimits limits = limits("remaining-requests", value, "remaining-tokens", value, "reset-tokens", "-1");

        assertThat(limits.remainingRequests()).isEmpty();
        assertThat(limits.remainingTokens()).isEmpty();
        assertThat(limits.reset()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "6m0s, 360000",
        "20ms, 20",
        "1s, 1000",
        "7.66s, 7660",
        "2m59.56s, 179560",
        "1h2m3s, 3723000",
        "24h0m0s, 86400000",
        "0s, 0",
        "59, 59000",
        "0.25, 250",
        "' 3s ', 3000",
        "24h0m1s, -1",
        "1d, -1",
        "s, -1",
        "1s soon, -1",
        "soon 1s, -1",
        "-5s, -1",
        "NaN, -1",
        "1763985600000, -1"
    })
    void readsWhenTheLimitIsFullAgain(String text, long millis) {
        RateLimits limits = limits("reset-requests", text);

        assertThat(limits.reset().map(Duration::toMillis).orElse(-1L)).isEqualTo(millis);
    }

    @Test
    void readsPartsOfAMillisecond() {
        assertThat(limits("reset-tokens", "850\u00b5s").reset()).hasValue(Duration.ofNanos(850_000));
        assertThat(limits("reset-tokens", "3us7ns").reset()).hasValue(Duration.ofNanos(3_007));
    }

    @Test
    void takesTheResetOfTheTighterLimit() {
        RateLimits fewTokens = limits(
                "limit-requests",
                "100",
                "remaining-requests",
                "90",
                "reset-requests",
                "1h",
                "limit-tokens",
                "1000",
                "remaining-tokens",
                "10",
                "reset-tokens",
                "6s");
        RateLimits fewRequests = limits(
                "limit-requests",
                "100",
                "remaining-requests",
                "1",
                "reset-requests",
                "2s",
                "limit-tokens",
                "1000",
                "remaining-tokens",
                "999",
                "reset-tokens",
                "1m");

        assertThat(fewTokens.reset()).hasValue(Duration.ofSeconds(6));
        assertThat(fewRequests.reset()).hasValue(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1"})
    void takesTheLongerResetWhenTheTighterLimitIsNotKnown(String limit) {
        RateLimits limits = limits(
                "limit-requests",
                limit,
                "remaining-requests",
                "5",
                "reset-requests",
                "1s",
                "limit-tokens",
                "1000",
                "remaining-tokens",
                "10",
                "reset-tokens",
                "6s");

        assertThat(limits.reset()).hasValue(Duration.ofSeconds(6));
    }

    /** {@code pairs}: name without its prefix, value, and so on. */
    private static RateLimits limits(String... pairs) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put("x-ratelimit-" + pairs[i], pairs[i + 1]);
        }
        return OpenAiRateLimits.of(new ResponseHead(200, name -> Optional.ofNullable(headers.get(name))));
    }
}
