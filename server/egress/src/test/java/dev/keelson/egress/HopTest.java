package dev.keelson.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.plugin.api.http.OutboundRequest;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HopTest {
    private static final EgressPolicy POLICY =
            EgressPolicy.of("tools").maxRedirects(3).build();

    @Test
    void keepsEverythingWithinTheOrigin() {
        Hop next = redirected(post(), 307, "/b?c=d");

        assertThat(next.url()).isEqualTo(URI.create("https://a.example/b?c=d"));
        assertThat(next.method()).isEqualTo("POST");
        assertThat(next.headers()).containsKeys("authorization", "cookie", "x-api-key", "content-type");
        assertThat(next.body()).isNotEmpty();
        assertThat(next.redirectsLeft()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://b.example/", "https://a.example:444/", "//b.example/x"})
    void dropsCredentialsWhenTheOriginChanges(String location) {
        Hop next = redirected(get(), 302, location);

        assertThat(next.headers()).containsOnlyKeys("accept", "traceparent");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, 301, GET",
        "POST, 302, GET",
        "POST, 303, GET",
        "PUT, 303, GET",
        "PUT, 302, PUT",
        "HEAD, 303, HEAD"
    })
    void changesTheMethodAsBrowsersDo(String method, int status, String expected) {
        Hop first = first(OutboundRequest.request(method, URI.create("https://a.example/"))
                .maxRedirects(1)
                .build());

        assertThat(redirected(first, status, "/b").method()).isEqualTo(expected);
    }

    @Test
    void dropsTheBodyWithTheMethod() {
        Hop next = redirected(post(), 303, "https://b.example/");

        assertThat(next.method()).isEqualTo("GET");
        assertThat(next.body()).isEmpty();
        assertThat(next.headers()).doesNotContainKey("content-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example/",
                "ftp://a.example/",
                "https://u@a.example/",
                "https://0x7f.1/",
                "http://[",
                " "
            })
    void refusesABadLocation(String location) {
        assertThatThrownBy(() -> get().redirected(302, Optional.of(location)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(location.isBlank() ? "index" : location);
    }

    @Test
    void refusesToCarryABodyToAnotherOrigin() {
        assertThatThrownBy(() -> post().redirected(308, Optional.of("https://b.example/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("body");
    }

    @Test
    void followsNoMoreThanThePolicyAllows() {
        Hop hop = get();
        for (int i = 0; i < 3; i++) {
            hop = redirected(hop, 302, "/");
        }

        assertThat(hop.redirected(302, Optional.of("/"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "Connection",
                "Content-Length",
                "Transfer-Encoding",
                "TE",
                "Upgrade",
                "Expect",
                "Keep-Alive",
                "Trailer",
                "Proxy-Authorization",
                "proxy-connection",
                "Metadata-Flavor",
                "Metadata",
                "X-aws-ec2-metadata-token",
                "X-aws-ec2-metadata-token-ttl-seconds",
                "X-Google-Metadata-Request",
                "Bad Name",
                "Bad:Name",
                "Bad\r\nName",
                ""
            })
    void refusesAHeaderThatCallersMayNotSet(String name) {
        assertThatThrownBy(() -> withHeader(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb: c", "a\nb", "a\u0000", "a\u007f", "a\u2028"})
    void refusesAHeaderValueThatCouldEndTheLine(String value) {
        assertThatThrownBy(() -> withHeader("X-A", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(value);
    }

    @Test
    void refusesAHeaderThatIsSetTwice() {
        OutboundRequest request = OutboundRequest.get(URI.create("https://a.example/"))
                .header("X-A", "1")
                .header("x-a", "2")
                .build();

        assertThatThrownBy(() -> first(request)).hasMessageContaining("x-a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE", "get", "", "GET /", "A\r\n"})
    void refusesAMethodThatIsNoneForCallers(String method) {
        OutboundRequest request = OutboundRequest.request(method, URI.create("https://a.example/"))
                .build();

        assertThatThrownBy(() -> first(request)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Hop withHeader(String name, String value) {
        return first(OutboundRequest.get(URI.create("https://a.example/"))
                .header(name, value)
                .build());
    }

    private static Hop get() {
        return first(OutboundRequest.get(URI.create("https://a.example/"))
                .header("Authorization", "Bearer a")
                .header("Cookie", "b=c")
                .header("X-Api-Key", "d")
                .header("X-Signature", "e")
                .header("Accept", "text/plain")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .maxRedirects(9)
                .build());
    }

    private static Hop post() {
        return first(OutboundRequest.post(URI.create("https://a.example/"))
                .header("Authorization", "Bearer a")
                .header("Cookie", "b=c")
                .header("X-Api-Key", "d")
                .json("{}")
                .maxRedirects(3)
                .build());
    }

    private static Hop first(OutboundRequest request) {
        return Hop.first(request, POLICY);
    }

    private static Hop redirected(Hop hop, int status, String location) {
        return hop.redirected(status, Optional.of(location)).orElseThrow();
    }
}
