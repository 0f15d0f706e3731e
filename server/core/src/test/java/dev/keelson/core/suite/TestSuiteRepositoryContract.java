package dev.keelson.core.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Race;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.suite.TestCase.Origin;
import dev.keelson.core.suite.TestCase.State;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link TestSuiteRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class TestSuiteRepositoryContract {
    private TestSuiteRepository suites;

    /** A repository without suites. */
    protected abstract TestSuiteRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        suites = emptyRepository();
    }

    @Test
    void givesBackWhatWasCommitted() {
        TestSuite suite = suite("triage", "edge-cases", 1, full(), plain("t-00000002"));

        assertThat(suites.commit(suite).await()).isEqualTo(suite);

        assertThat(suites.find("triage", "edge-cases").await()).contains(suite);
        assertThat(suites.find("triage", "other").await()).isEmpty();
    }

    @Test
    void listsTheSuitesOfOneAgentInOrderOfName() {
        List<TestSuite> wanted = List.of(suite("triage", "a", 1), suite("triage", "b", 1));
        suites.commit(wanted.get(1)).await();
        suites.commit(suite("triage-2", "a", 1)).await();
        suites.commit(suite("triag", "a", 1)).await();
        suites.commit(wanted.get(0)).await();

        assertThat(suites.listByAgent("triage").await()).isEqualTo(wanted);
        assertThat(suites.listByAgent("tri").await()).isEmpty();
    }

    @Test
    void refusesAnyRevisionButTheNext() {
        TestSuite first = suites.commit(suite("triage", "a", 1)).await();
        TestSuite second =
                suites.commit(suite("triage", "a", 2, plain("t-00000001"))).await();

        for (long revision : new long[] {1, 2, 4}) {
            KeelsonException stale = Failures.of(suites.commit(suite("triage", "a", revision)));
            assertThat(stale.code()).isEqualTo(ErrorCode.REVISION_STALE);
            assertThat(stale.current()).contains(second);
        }
        assertThat(first).isNotEqualTo(second);
        assertThat(suites.find("triage", "a").await()).contains(second);
    }

    @Test
    void replacesNothingThatIsNotThere() {
        assertThat(Failures.codeOf(suites.commit(suite("triage", "a", 2)))).isEqualTo(ErrorCode.SUITE_NOT_FOUND);
        assertThat(suites.find("triage", "a").await()).isEmpty();
    }

    @Test
    void oneOfManyWritersOfARevisionWins() {
        for (int revision = 1; revision <= 3; revision++) {
            int next = revision;

            Race<TestSuite> race =
                    Race.of(writer -> suites.commit(suite("triage", "a", next, plain("t-0000000" + writer % 10))));

            assertThat(race.won()).hasSize(1);
            assertThat(race.lostWith()).containsOnly(ErrorCode.REVISION_STALE);
            assertThat(suites.find("triage", "a").await()).contains(race.won().get(0));
        }
    }

    @Test
    void holdsAsManyCasesAsASuiteMayHave() {
        TestCase[] cases = IntStream.range(0, 500)
                .mapToObj(number -> plain("t-%08x".formatted(number)))
                .toArray(TestCase[]::new);
        TestSuite suite = suite("triage", "many", 1, cases);

        suites.commit(suite).await();

        assertThat(suites.find("triage", "many").await()).contains(suite);
    }

    static TestSuite suite(String agent, String name, long revision, TestCase... cases) {
        return new TestSuite(agent, name, revision, List.of(cases), Fixtures.NOW.plusSeconds(revision), "key-editor");
    }

    private static TestCase full() {
        return new TestCase(
                "t-00000001",
                "a wrong invoice",
                Origin.GENERATED,
                State.ACCEPTED,
                Json.parse("{\"a.$b\":1.50,\"\":null,\"n\":123456789012}"),
                Json.parse("{\"team\":\"billing\"}"),
                List.of("r-00000001", "r-00000002"),
                "boundary",
                "for people");
    }

    private static TestCase plain(String id) {
        return new TestCase(id, "plain", Origin.WRITTEN, State.PROPOSED, Fixtures.INPUT, null, List.of(), null, "");
    }
}
