package dev.keelson.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {
    private static final double TOLERANCE = 0.0005;

    @Test
    void givesTheWilsonInterval() {
        Proportion proportion = new Proportion(45, 60);

        assertThat(proportion.share()).isEqualTo(0.75);
        assertThat(proportion.low()).isCloseTo(0.6277, within(TOLERANCE));
        assertThat(proportion.high()).isCloseTo(0.8422, within(TOLERANCE));
    }

    @Test
    void staysWithinZeroAndOne() {
        assertThat(new Proportion(10, 10).high())
                .isCloseTo(1, within(TOLERANCE))
                .isLessThanOrEqualTo(1);
        assertThat(new Proportion(0, 10).low()).isZero();
        assertThat(new Proportion(10, 10).low()).isCloseTo(0.7225, within(TOLERANCE));
    }

    @Test
    void refusesMoreSuccessesThanTrials() {
        assertThatThrownBy(() -> new Proportion(3, 2)).hasMessageContaining("successes: 3");
    }
}
