package dev.keelson.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link UsageRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class UsageRepositoryContract {
    private static final Instant HOUR = Fixtures.NOW.truncatedTo(ChronoUnit.HOURS);
    private static final Instant NEXT = HOUR.plus(1, ChronoUnit.HOURS);
    private static final UsageSum ONE = new UsageSum(1, 80, 10, 20, 5_000_000_000_000_000L, 0);
    private static final UsageSum TWO = new UsageSum(2, 100, 0, 30, 7, 1);

    private UsageRepository usage;

    /** A repository without usage. */
    protected abstract UsageRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        usage = emptyRepository();
        put("node-a", key(HOUR, "triage", "large"), ONE);
        put("node-b", key(HOUR, "triage", "large"), TWO);
        put("node-a", key(NEXT, "triage", "small"), TWO);
        put("node-a", key(HOUR, "other", "large"), TWO);
    }

    @Test
    void sumsUpTheNodesByGroupWithTheHighestCostFirst() {
        assertThat(sum(UsageDimension.MODEL, Map.of(), Set.of()))
                .containsExactly(new UsageGroup("large", ONE.plus(TWO).plus(TWO)), new UsageGroup("small", TWO));
        assertThat(sum(UsageDimension.AGENT, Map.of(), Set.of()))
                .containsExactly(new UsageGroup("triage", ONE.plus(TWO).plus(TWO)), new UsageGroup("other", TWO));
    }

    @Test
    void sumsUpEverythingInOneGroup() {
        assertThat(sum(null, Map.of(), Set.of()))
                .containsExactly(new UsageGroup("", ONE.plus(TWO).plus(TWO).plus(TWO)));
    }

    @Test
    void writingTheSameAgainChangesNothing() {
        var before = sum(UsageDimension.MODEL, Map.of(), Set.of());

        put("node-a", key(HOUR, "triage", "large"), ONE);

        assertThat(sum(UsageDimension.MODEL, Map.of(), Set.of())).isEqualTo(before);
    }

    @Test
    void aLaterSumTakesThePlaceOfTheEarlier() {
        put("node-a", key(HOUR, "triage", "large"), ONE.plus(ONE));

        assertThat(sum(null, Map.of(UsageDimension.MODEL, "large", UsageDimension.AGENT, "triage"), Set.of()))
                .containsExactly(new UsageGroup("", ONE.plus(ONE).plus(TWO)));
    }

    @Test
    void keepsToThePeriod() {
        var query = new UsageQuery(HOUR, NEXT, UsageDimension.MODEL, Map.of(), Set.of(), 10);

        assertThat(usage.sum(query).await()).extracting(UsageGroup::name).containsExactly("large");
    }

    @Test
    void keepsToTheAgentsThatMayBeSeen() {
        assertThat(sum(UsageDimension.AGENT, Map.of(), Set.of("other", "third")))
                .containsExactly(new UsageGroup("other", TWO));
        assertThat(sum(UsageDimension.AGENT, Map.of(UsageDimension.AGENT, "triage"), Set.of("other")))
                .isEmpty();
    }

    @Test
    void givesNoMoreGroupsThanWanted() {
        var query = new UsageQuery(HOUR, NEXT.plus(1, ChronoUnit.HOURS), UsageDimension.AGENT, Map.of(), Set.of(), 1);

        assertThat(usage.sum(query).await()).extracting(UsageGroup::name).containsExactly("triage");
    }

    @ParameterizedTest
    @EnumSource(UsageDimension.class)
    void filtersAndGroupsByEachDimension(UsageDimension dimension) {
        String value = dimension.of(key(HOUR, "other", "large"));

        assertThat(sum(dimension, Map.of(dimension, value), Set.of()))
                .extracting(UsageGroup::name)
                .containsExactly(value);
        assertThat(sum(dimension, Map.of(dimension, "none such"), Set.of())).isEmpty();
    }

    private List<UsageGroup> sum(
            @Nullable UsageDimension groupBy, Map<UsageDimension, String> filters, Set<String> agents) {
        Instant end = NEXT.plus(1, ChronoUnit.HOURS);
        return usage.sum(new UsageQuery(HOUR, end, groupBy, filters, agents, 100))
                .await();
    }

    private void put(String writer, UsageKey key, UsageSum sum) {
        assertThat(usage.putAll(List.of(new UsageRollup(writer, key, sum)))
                        .map("stored")
                        .await())
                .isEqualTo("stored");
    }

    private static UsageKey key(Instant hour, String agent, String model) {
        return new UsageKey(hour, agent, 3, "", "aaaaaaaaaa", "openai", model);
    }
}
