package dev.keelson.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {
    private final AllowList allowed = AllowList.parse(
            List.of("Ollama", "db.internal:8443", "127.0.0.1:11434", "[::1]:8080", "10.1.0.0/16", "fd12::/16", "::2"));

    @Test
    void opensANameOnEveryPort() {
        assertThat(allowed.allowsName("ollama", 1)).isTrue();
        assertThat(allowed.allowsName("ollama", 11434)).isTrue();
        assertThat(allowed.allowsName("ollama.evil.example", 11434)).isFalse();
    }

    @Test
    void opensANameOnOnePort() {
        assertThat(allowed.allowsName("db.internal", 8443)).isTrue();
        assertThat(allowed.allowsName("db.internal", 8444)).isFalse();
    }

    @Test
    void opensAddressesByPortAndRange() {
        assertThat(allowed.allowsAddress(address("127.0.0.1"), 11434)).isTrue();
        assertThat(allowed.allowsAddress(address("127.0.0.1"), 11435)).isFalse();
        assertThat(allowed.allowsAddress(address("::1"), 8080)).isTrue();
        assertThat(allowed.allowsAddress(address("::1"), 8081)).isFalse();
        assertThat(allowed.allowsAddress(address("::2"), 1)).isTrue();
        assertThat(allowed.allowsAddress(address("10.1.255.255"), 1)).isTrue();
        assertThat(allowed.allowsAddress(address("10.2.0.0"), 1)).isFalse();
        assertThat(allowed.allowsAddress(address("fd12:1::1"), 1)).isTrue();
        assertThat(allowed.allowsAddress(address("fd13::1"), 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.example.com",
                "http://a",
                "a/b",
                "10.0.0.0/33",
                "10.0.0.0/",
                "a:0",
                "a:99999",
                "a:b",
                "0x7f",
                "[::1]:0",
                "a b"
            })
    void refusesAnEntryThatIsNoTarget(String entry) {
        assertThatThrownBy(() -> AllowList.parse(List.of(entry))).isInstanceOf(IllegalArgumentException.class);
    }

    private static InetAddress address(String text) {
        return IpLiterals.parse(text).orElseThrow();
    }
}
