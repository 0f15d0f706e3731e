package dev.keelson.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.provider.RateLimits;
import dev.keelson.provider.support.ResponseHead;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rate limit headers say. */
class RateLimitHeadersTest {

    @ParameterizedTest
    @CsvSource({
        "20ms, 20",
        "12.5ms, 13",
        "6m0s, 360000",
        "1s, 1000",
        "1.2s, 1200",
        "8.64s, 8640",
        "1m30.5s, 90500",
        "1h2m3s, 3723000",
        "1d, 86400000",
        "0s, 0",
        "1s500ms, 1500"
    })
    void readsDurations(String text, long millis) {
        assertThat(RateLimitHeaders.duration(text)).hasValue(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "soon", "5", "1x", "s", "-20ms", "1s1m", "99999999999999999999s"})
    void doesNotGuessDurations(String text) {
        assertThat(RateLimitHeaders.duration(text)).isEmpty();
    }

    @Test
    void knowsNothingWithoutHeaders() {
        RateLimits limits = read(Map.of());

        assertThat(limits.remainingRequests()).isEmpty();
        assertThat(limits.remainingTokens()).isEmpty();
        assertThat(limits.reset()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", "many", "1e9", "99999999999999999999"})
    void takesNonsenseForUnknown(String value) {
        RateLimits limits = read(Map.of("remaining-requests", value, "limit-requests", value, "remaining-tokens", "7"));

        assertThat(limits.remainingRequests()).isEmpty();
        assertThat(limits.remainingTokens()).hasValue(7);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 90, 1000, 100, 2", // tokens are tighter
        "100, 10, 1000, 900, 1",
        "-1, -1, 1000, 900, 2",
        "0, 0, 0, 0, 1"
    })
    void namesTheResetOfTheTighterLimit(String limit, String remaining, String tokens, String left, long seconds) {
        RateLimits limits = read(Map.of(
                "limit-requests",
                limit,
                "remaining-requests",
                remaining,
                "reset-requests",
                "1s",
                "limit-tokens",
                tokens,
                "remaining-tokens",
                left,
                "reset-tokens",
                "2s"));

        assertThat(limits.reset()).hasValue(Duration.ofSeconds(seconds));
    }

    @Test
    void takesTheOnlyResetThereIs() {
        assertThat(read(Map.of("reset-tokens", "2s")).reset()).hasValue(Duration.ofSeconds(2));
        assertThat(read(Map.of("reset-requests", "1s", "reset-tokens", "-1")).reset())
                .hasValue(Duration.ofSeconds(1));
    }

    private static RateLimits read(Map<String, String> headers) {
        return RateLimitHeaders.of(new ResponseHead(
                200,
                name -> Optional.ofNullable(
                        headers.get(name.toLowerCase(Locale.ROOT).replaceFirst("^x-ratelimit-", "")))));
    }
}
