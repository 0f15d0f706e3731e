package dev.keelson.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.Pages;
import dev.keelson.core.trace.TraceSummary.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which traces {@link TraceRepository#search} must give for which filter. One subclass per implementation. */
@Timeout(120)
public abstract class TraceSearchContract {
    /** Finds every trace. */
    public static final TraceFilter ANY = new TraceFilter(Set.of(), null, null, null, null, null, null);

    private static final List<String> AGENTS = List.of("triage", "triage-2", "extract");
    /** Every combination of agent, version, alias and status, two traces at each time. */
    private static final List<TraceSummary> STORED = IntStream.range(0, 72)
            .mapToObj(TraceSearchContract::stored)
            .sorted(Comparator.comparing(TraceSummary::startedAt)
                    .thenComparing(TraceSummary::id)
                    .reversed())
            .toList();

    private static final Instant OLDEST = STORED.get(71).startedAt();

    private TraceRepository traces;

    /** A repository without traces. */
    protected abstract TraceRepository emptyRepository();

    @BeforeEach
    void openWithTraces() {
        traces = emptyRepository();
        List<Trace> all = STORED.stream()
                .map(summary -> new Trace(summary, Json.parse("{}"), null, null, List.of()))
                .toList();
        assertThat(traces.insertAll(all).map("written").await()).isEqualTo("written");
    }

    @Test
    void noConditionFindsAll() {
        assertFinds(ANY, summary -> true);
    }

    @Test
    void everyCombinationOfEqualConditionsFindsItsOwn() {
        List<@Nullable String> agents = new ArrayList<>(AGENTS);
        agents.add(null);
        for (String agent : agents) {
            for (Integer version : new @Nullable Integer[] {null, 1, 2}) {
                for (String alias : new @Nullable String[] {null, "production", "canary"}) {
                    assertFindsByStatus(agent, version, alias);
                }
            }
        }
    }

    private void assertFindsByStatus(@Nullable String agent, @Nullable Integer version, @Nullable String alias) {
        for (Status status : new @Nullable Status[] {null, Status.OK, Status.ERROR}) {
            assertFinds(
                    new TraceFilter(Set.of(), agent, version, alias, status, null, null),
                    summary -> (agent == null || summary.agent().equals(agent))
                            && (version == null || summary.version() == version)
                            && (alias == null || Objects.equals(summary.alias(), alias))
                            && (status == null || summary.status() == status));
        }
    }

    @Test
    void fromIsInclusiveAndToExclusive() {
        Instant from = STORED.get(30).startedAt();
        Instant to = STORED.get(10).startedAt();

        assertFinds(
                within(from, to),
                summary -> !summary.startedAt().isBefore(from)
                        && summary.startedAt().isBefore(to));
        assertFinds(within(from, null), summary -> !summary.startedAt().isBefore(from));
        assertFinds(within(null, to), summary -> summary.startedAt().isBefore(to));
    }

    @Test
    void timesAreExactToTheNanosecond() {
        assertThat(search(within(OLDEST, OLDEST.plusNanos(1)))).hasSize(2);
        assertThat(search(within(OLDEST.plusNanos(1), OLDEST.plusNanos(2)))).isEmpty();
        assertThat(search(within(null, OLDEST))).isEmpty();
    }

    @Test
    void anEmptyOrReversedTimeFindsNothing() {
        assertThat(search(within(OLDEST, OLDEST))).isEmpty();
        assertThat(search(within(OLDEST.plusSeconds(20), OLDEST))).isEmpty();
    }

    @Test
    void timesBeyondAnyTraceAreAccepted() {
        assertFinds(within(Instant.MIN, Instant.MAX), summary -> true);
        assertThat(search(within(Instant.MAX, null))).isEmpty();
        assertThat(search(within(null, Instant.MIN))).isEmpty();
    }

    @Test
    void timeAndEqualConditionsHoldTogether() {
        Instant from = STORED.get(50).startedAt();
        Instant to = STORED.get(5).startedAt();

        assertFinds(
                new TraceFilter(Set.of(), "triage", 1, "production", Status.ERROR, from, to),
                summary -> summary.agent().equals("triage")
                        && summary.version() == 1
                        && Objects.equals(summary.alias(), "production")
                        && summary.status() == Status.ERROR
                        && !summary.startedAt().isBefore(from)
                        && summary.startedAt().isBefore(to));
    }

    @Test
    void aScopeOfAgentsHidesTheOthers() {
        assertFinds(scoped(Set.of("triage"), null), summary -> summary.agent().equals("triage"));
        assertFinds(
                scoped(Set.of("triage-2", "extract"), null),
                summary -> !summary.agent().equals("triage"));
        assertFinds(scoped(Set.copyOf(AGENTS), null), summary -> true);
        assertThat(search(scoped(Set.of("unknown"), null))).isEmpty();
    }

    @Test
    void aScopeAlsoLimitsAnAgentThatIsAskedFor() {
        Set<String> scope = Set.of("triage", "extract");

        assertFinds(scoped(scope, "triage"), summary -> summary.agent().equals("triage"));
        assertThat(search(scoped(scope, "triage-2"))).isEmpty();
    }

    @Test
    void aScopeHoldsTogetherWithEveryOtherCondition() {
        Set<String> scope = Set.of("triage-2", "extract", "unknown");
        Instant from = STORED.get(60).startedAt();

        assertFinds(
                new TraceFilter(scope, null, 2, "canary", Status.OK, from, null),
                summary -> scope.contains(summary.agent())
                        && summary.version() == 2
                        && Objects.equals(summary.alias(), "canary")
                        && summary.status() == Status.OK
                        && !summary.startedAt().isBefore(from));
    }

    @Test
    void aPageWithinAScopeIsNoLongerThanAsked() {
        Page<TraceSummary> page = traces.search(scoped(Set.copyOf(AGENTS), null), PageRequest.first(4))
                .await();

        assertThat(page.items()).isEqualTo(STORED.subList(0, 4));
        assertThat(page.nextCursor()).isNotNull();
    }

    private void assertFinds(TraceFilter filter, Predicate<TraceSummary> expected) {
        assertThat(search(filter))
                .as("%s", filter)
                .isEqualTo(STORED.stream().filter(expected).toList());
    }

    private List<TraceSummary> search(TraceFilter filter) {
        return Pages.all(11, page -> traces.search(filter, page));
    }

    private static TraceFilter within(@Nullable Instant from, @Nullable Instant to) {
        return new TraceFilter(Set.of(), null, null, null, null, from, to);
    }

    private static TraceFilter scoped(Set<String> agents, @Nullable String agent) {
        return new TraceFilter(agents, agent, null, null, null, null, null);
    }

    private static TraceSummary stored(int number) {
        String alias = new @Nullable String[] {"production", "canary", null}[number / 6 % 3];
        return with(
                Fixtures.summary(number, AGENTS.get(number % 3)),
                1 + number / 3 % 2,
                alias,
                number / 18 % 2 == 0 ? Status.OK : Status.ERROR,
                Fixtures.NOW.plusNanos(number * 7L % 36 * 1_000));
    }

    /** A copy of {@code summary} with what filters and order look at. */
    static TraceSummary with(
            TraceSummary summary, int version, @Nullable String alias, Status status, Instant startedAt) {
        return new TraceSummary(
                summary.id(),
                summary.agent(),
                version,
                alias,
                alias == null ? null : 3,
                status,
                status == Status.OK ? null : "model_call_failed",
                startedAt,
                summary.durationMicros(),
                summary.keyId(),
                summary.target(),
                summary.inputTokens(),
                summary.outputTokens(),
                summary.costNanoUsd());
    }
}
