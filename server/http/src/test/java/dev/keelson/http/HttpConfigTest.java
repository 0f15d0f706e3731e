package dev.keelson.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HttpConfigTest {

    @Test
    void listensOnLoopbackUnlessToldOtherwise() {
        assertThat(HttpConfig.defaults().host()).isEqualTo("127.0.0.1");
    }

    @Test
    void refusesAnImpossiblePort() {
        assertThatThrownBy(() -> HttpConfig.defaults().withAddress("127.0.0.1", 65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port: 65536 (expected: 0 to 65535)");
    }

    @Test
    void leavesNoConnectionWithoutBounds() {
        var options = new HttpApi(HttpConfig.defaults(), new NoSurface(), java.util.List.of()).serverOptions();

        assertThat(options.getIdleTimeout()).isPositive();
        assertThat(options.isTcpNoDelay()).isTrue();
        assertThat(options.isHttp2ClearTextEnabled()).isFalse();
        assertThat(options.getMaxHeaderSize()).isEqualTo(16_384);
    }
}
