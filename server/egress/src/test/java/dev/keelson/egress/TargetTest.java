package dev.keelson.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, https://api.example.com:443, /",
        "https://API.Example.COM:8443/v1?q=a%20b, https://api.example.com:8443, /v1?q=a%20b",
        "http://my_service:8080/x, http://my_service:8080, /x",
        "https://bücher.example/ä, https://xn--bcher-kva.example:443, /%C3%A4",
        "https://8.8.8.8/, https://8.8.8.8:443, /",
        "'https://[2606:4700::1111]:444/', 'https://[2606:4700::1111]:444', /",
        "https://example.com?x=1, https://example.com:443, /?x=1",
        "HTTPS://example.com/a/../b, https://example.com:443, /a/../b",
        "https://1e100.net/, https://1e100.net:443, /"
    })
    void readsAPlainUrl(String url, String origin, String path) {
        Target target = Target.parse(URI.create(url));

        assertThat(target.origin()).isEqualTo(origin);
        assertThat(target.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "file:///etc/passwd",
                "http:example.com",
                "//example.com/",
                "/path",
                "https://user@example.com/",
                "https://user:pass@example.com/",
                "https://@example.com/",
                "https://example.com/#fragment",
                "https://example.com/#",
                "https://example.com:/",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:0443/",
                "https://example.com:443:80/",
                "https://example.com./",
                "https://.example.com/",
                "https://a..b/",
                "https://-a.example/",
                "https://exa%6dple.com/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://0177.0.0.1/",
                "https://127.0.0.01/",
                "https://127.0.0.1./",
                "https://256.1.1.1/",
                "https://example.0x/",
                "https://example.123/",
                "https://①②⑦.⓪.⓪.①/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[fe80::1%25eth0]/"
            })
    void refusesWhatIsOdd(String url) {
        assertThatThrownBy(() -> Target.parse(URI.create(url))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsAnAddressInFullWidthDigitsAsTheOddSpellingItIs() {
        assertThatThrownBy(() -> Target.parse(URI.create("https://127。0。0。1/")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesALongUrl() {
        URI url = URI.create("https://example.com/" + "a".repeat(2048));

        assertThatThrownBy(() -> Target.parse(url)).hasMessageContaining("2048");
    }

    @Test
    void doesNotRepeatTheUrlInItsComplaint() {
        assertThatThrownBy(() -> Target.parse(URI.create("https://user:secret@example.com/")))
                .hasMessageNotContaining("secret");
    }
}
