package dev.keelson.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GzipBodyTest {
    private static final EgressSizes SIZES = new EgressSizes(0, 64 << 20, 100, 64 << 10, 10);

    @Test
    void unpacksWhatFits() {
        byte[] text = "x".repeat(60_000).getBytes(StandardCharsets.UTF_8);

        assertThat(new GzipBody(SIZES, 100_000).unpack(Bytes.gzip(text))).isEqualTo(text);
    }

    @Test
    void refusesMoreThanTheCallerTakes() {
        byte[] packed = Bytes.gzip(new byte[60_000]);

        assertThatThrownBy(() -> new GzipBody(SIZES, 59_999).unpack(packed)).hasMessageContaining("59999");
    }

    @Test
    void refusesAHighRatioBeyondTheFreeSize() {
        byte[] packed = Bytes.gzip(new byte[8 << 20]);

        assertThatThrownBy(() -> new GzipBody(SIZES, 64 << 20).unpack(packed))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TOO_LARGE));
    }

    @Test
    void takesALowRatioOfAnySize() {
        var noise = new byte[1 << 20];
        new Random(7).nextBytes(noise);

        assertThat(new GzipBody(SIZES, 64 << 20).unpack(Bytes.gzip(noise))).isEqualTo(noise);
    }

    @Test
    void refusesBrokenCompression() {
        byte[] packed = Bytes.gzip(new byte[100]);
        byte[] cut = Arrays.copyOf(packed, packed.length - 6);

        assertThatThrownBy(() -> new GzipBody(SIZES, 1000).unpack(cut))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.PROTOCOL));
    }
}
