package dev.keelson.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternsTest {

    @Test
    void findsMatchesThatStandOnTheirOwn() {
        assertThat(Patterns.find("^IN-[0-9]{4}$", "IN-2026, (IN-2027) and IN-20288, IN-2026 again"))
                .containsExactly("IN-2026", "IN-2027");
    }

    @Test
    void findsNothingWithAPatternThatIsNotValid() {
        assertThat(Patterns.find("[a-", "a-")).isEmpty();
    }

    @Test
    void stopsAPatternThatBacktracksWithoutEnd() {
        long start = System.nanoTime();

        assertThat(Patterns.find("(a+)+b", "a".repeat(5_000))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void learnsTheShapeOfCodesFromExamples() {
        assertThat(Shape.find("The checkout-api and stock-sync-job were slow.", List.of("login-service", "mail-relay")))
                .containsExactly("checkout-api", "stock-sync-job");
        assertThat(Shape.find("Order AB12 came", List.of("XY99", "QQ1"))).containsExactly("AB12");
    }

    @Test
    void learnsNoShapeFromOrdinaryWords() {
        assertThat(Shape.find("red and blue", List.of("green", "Yellow"))).isEmpty();
    }
}
