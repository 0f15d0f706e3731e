package dev.keelson.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.common.Failures;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.Pages;
import dev.keelson.core.common.Race;
import dev.keelson.core.error.ErrorCode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link AuditRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class AuditRepositoryContract {
    private AuditRepository entries;

    /** A repository without entries. */
    protected abstract AuditRepository emptyRepository();

    @BeforeEach
    void open() {
        entries = emptyRepository();
    }

    @Test
    void hasNoTailAtFirst() {
        assertThat(entries.tail().await()).isEmpty();
        assertThat(entries.read(1, 10).await()).isEmpty();
    }

    @Test
    void givesBackWhatWasAppended() {
        List<AuditEntry> added = append(AuditEntries.remap("production"), AuditEntries.refusal(1));

        assertThat(entries.read(1, 10).await()).isEqualTo(added);
        assertThat(entries.tail().await()).contains(added.get(1));
        assertThat(added).allMatch(AuditEntry::isIntact);
    }

    @Test
    void refusesATakenNumberAndKeepsWhatIsThere() {
        AuditEntry first = append(AuditEntries.remap("production")).get(0);
        List<AuditEntry> other = AuditEntries.chained(null, AuditEntries.remap("a"), AuditEntries.remap("b"));

        assertThat(Failures.codeOf(entries.append(other))).isEqualTo(ErrorCode.REVISION_STALE);

        assertThat(entries.read(1, 10).await()).containsExactly(first);
    }

    @Test
    void storesNothingAfterATakenNumber() {
        List<AuditEntry> chain =
                AuditEntries.chained(null, AuditEntries.remap("a"), AuditEntries.remap("b"), AuditEntries.remap("c"));
        List<AuditEntry> other = AuditEntries.chained(chain.get(0), AuditEntries.remap("x"));
        entries.append(chain.subList(0, 1)).await();
        entries.append(other).await();

        assertThat(Failures.codeOf(entries.append(chain.subList(1, 3)))).isEqualTo(ErrorCode.REVISION_STALE);

        assertThat(entries.read(1, 10).await()).containsExactly(chain.get(0), other.get(0));
    }

    @Test
    void letsOneOfManyAppendersWin() {
        Race<Integer> race =
                Race.of(writer -> entries.append(AuditEntries.chained(null, AuditEntries.remap("alias-" + writer)))
                        .map(writer));

        assertThat(race.won()).hasSize(1);
        assertThat(race.lostWith()).hasSize(Race.WRITERS - 1).containsOnly(ErrorCode.REVISION_STALE);
        assertThat(entries.read(1, 10).await()).hasSize(1);
    }

    @Test
    void readsInOrderFromANumberOn() {
        appendMany(20);

        assertThat(entries.read(7, 5).await()).extracting(AuditEntry::seq).containsExactly(7L, 8L, 9L, 10L, 11L);
        assertThat(entries.read(19, 5).await()).extracting(AuditEntry::seq).containsExactly(19L, 20L);
        assertThat(entries.read(21, 5).await()).isEmpty();
    }

    @Test
    void pagesNewestFirst() {
        appendMany(7);

        assertThat(Pages.all(3, page -> entries.page(AuditFilter.ALL, page)))
                .extracting(AuditEntry::seq)
                .containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(entries.page(AuditFilter.ALL, PageRequest.first(7)).await().nextCursor())
                .isNull();
    }

    @Test
    void findsByActorActionAndTarget() {
        var unused = append(
                AuditEntries.intent("a", "alias.remap", "agents/triage/aliases/production"),
                AuditEntries.intent("b", "alias.remap", "agents/triage2/aliases/production"),
                AuditEntries.intent("a", "version.publish", "agents/triage"),
                AuditEntries.intent("b", "key.issue", "keys/x.$y"));

        assertThat(found(new AuditFilter("a", null, null))).containsExactly(3L, 1L);
        assertThat(found(new AuditFilter(null, "alias.remap", null))).containsExactly(2L, 1L);
        assertThat(found(new AuditFilter(null, null, "agents/triage"))).containsExactly(3L, 1L);
        assertThat(found(new AuditFilter(null, null, "agents/"))).containsExactly(3L, 2L, 1L);
        assertThat(found(new AuditFilter(null, null, "keys/x.$y"))).containsExactly(4L);
        assertThat(found(new AuditFilter("a", "alias.remap", "agents/triage/aliases")))
                .containsExactly(1L);
        assertThat(found(new AuditFilter("a", "key.issue", null))).isEmpty();
    }

    @Test
    void refusesCursorsItDidNotGive() {
        appendMany(3);

        Pages.assertRefusesCursorsItDidNotGive(page -> entries.page(AuditFilter.ALL, page));
    }

    @Test
    void movesTheSettledMarkForwardOnly() {
        assertThat(entries.settledUpTo().await()).isZero();
        entries.settle(5).await();
        entries.settle(3).await();

        assertThat(entries.settledUpTo().await()).isEqualTo(5);
        assertThat(entries.tail().await()).isEmpty();
    }

    @Test
    void keepsTheMarkThatIsFurthestWhenManyMoveIt() {
        Race<Integer> race = Race.of(writer -> entries.settle(writer + 1L).map(writer));

        assertThat(race.lost()).isEmpty();
        assertThat(entries.settledUpTo().await()).isEqualTo(Race.WRITERS);
    }

    private List<AuditEntry> append(AuditEvent... events) {
        List<AuditEntry> added = AuditEntries.chained(null, events);
        entries.append(added).await();
        return added;
    }

    private void appendMany(int count) {
        var unused = append(IntStream.range(0, count)
                .mapToObj(number -> AuditEntries.remap("alias-" + number))
                .toArray(AuditEvent[]::new));
    }

    private List<Long> found(AuditFilter filter) {
        return Pages.all(2, page -> entries.page(filter, page)).stream()
                .map(AuditEntry::seq)
                .toList();
    }
}
