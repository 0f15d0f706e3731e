package dev.keelson.core.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Json;
import dev.keelson.core.suite.TestCase.Origin;
import dev.keelson.core.suite.TestCase.State;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratedSuiteTest {
    private final InMemoryTestSuiteRepository suites = new InMemoryTestSuiteRepository();
    private final GeneratedSuite generated = new GeneratedSuite(suites, Clock.fixed(Fixtures.NOW, ZoneOffset.UTC));

    @Test
    void neverChangesWhatPeopleLookedAt() {
        TestCase accepted = made(1, Origin.GENERATED, State.ACCEPTED);
        TestCase rejected = made(2, Origin.GENERATED, State.REJECTED);
        TestCase written = made(3, Origin.WRITTEN, State.PROPOSED);
        TestCase answer = made(4, Origin.ANSWER, State.PROPOSED);
        suites.commit(suite(accepted, made(5, Origin.GENERATED, State.PROPOSED), rejected, written, answer))
                .await();

        TestSuite after = generated
                .replace("triage", List.of(proposed(1), proposed(2), proposed(6)), "key")
                .await();

        assertThat(after.revision()).isEqualTo(2);
        assertThat(after.cases()).containsExactly(accepted, rejected, written, answer, proposed(6));
    }

    @Test
    void changesNothingWhenTheCasesAreTheSame() {
        TestSuite first = generated
                .replace("triage", List.of(proposed(1), proposed(2)), "key")
                .await();

        assertThat(generated
                        .replace("triage", List.of(proposed(1), proposed(2)), "other")
                        .await())
                .isEqualTo(first);
    }

    @Test
    void dropsProposalsBeforeItOutgrowsTheBounds() {
        TestCase[] kept = IntStream.range(0, 498)
                .mapToObj(number -> made(number, Origin.WRITTEN, State.ACCEPTED))
                .toArray(TestCase[]::new);
        suites.commit(suite(kept)).await();

        TestSuite after = generated
                .replace("triage", List.of(proposed(600), proposed(601), proposed(602)), "key")
                .await();

        assertThat(after.cases()).hasSize(500).contains(kept);
    }

    private static TestSuite suite(TestCase... cases) {
        return new TestSuite("triage", GeneratedSuite.NAME, 1, List.of(cases), Fixtures.NOW, "key");
    }

    private static TestCase proposed(int number) {
        return made(number, Origin.GENERATED, State.PROPOSED);
    }

    private static TestCase made(int number, Origin origin, State state) {
        return new TestCase(
                "t-%08x".formatted(number),
                "case " + number,
                origin,
                state,
                Json.object().put("n", number),
                null,
                List.of(),
                "usual",
                "");
    }
}
