package dev.keelson.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.Pages;
import dev.keelson.core.common.Race;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link AliasRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class AliasRepositoryContract {
    private AliasRepository aliases;

    /** A repository without aliases. */
    protected abstract AliasRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        aliases = emptyRepository();
    }

    @Test
    void knowsNothingOfAnUnknownAlias() {
        move("triage", "production", 1);

        assertThat(aliases.find("triage", "prod").await()).isEmpty();
        assertThat(aliases.find("other", "production").await()).isEmpty();
        assertThat(aliases.listByAgent("other").await()).isEmpty();
        assertThat(aliases.history("triage", "prod", PageRequest.first(5))
                        .await()
                        .items())
                .isEmpty();
    }

    @Test
    void theFirstRevisionCreatesTheAlias() {
        Alias created = Fixtures.alias("triage", "production", 1, 7);

        assertThat(aliases.commit(created).await()).isEqualTo(created);
        assertThat(aliases.find("triage", "production").await()).contains(created);
    }

    @Test
    void keepsWeightsAndWhatARollbackRestored() {
        move("triage", "production", 1);
        Alias rolledBack = new Alias(
                "triage",
                "production",
                List.of(new AliasTarget(3, 9_000), new AliasTarget(1, 1_000)),
                2,
                Alias.Action.ROLLBACK,
                1,
                Fixtures.NOW,
                "key-operator",
                "");

        assertThat(aliases.commit(rolledBack).await()).isEqualTo(rolledBack);
        assertThat(aliases.find("triage", "production").await()).contains(rolledBack);
    }

    @Test
    void keepsWhichSchemaChangeLetTheTargetsIn() {
        move("triage", "production", 1);
        Alias approved = new Alias(
                "triage",
                "production",
                List.of(new AliasTarget(2, 1)),
                2,
                Alias.Action.FOLLOW,
                null,
                Fixtures.NOW,
                "key-operator",
                "approved",
                "0190000000000000000000000000000a");

        assertThat(aliases.commit(approved).await()).isEqualTo(approved);
        assertThat(aliases.find("triage", "production").await()).contains(approved);
    }

    @Test
    void findsEachRevision() {
        moveTo("triage", "production", 11);

        assertThat(aliases.findRevision("triage", "production", 1).await())
                .contains(Fixtures.alias("triage", "production", 1, 1));
        assertThat(aliases.findRevision("triage", "production", 10).await())
                .contains(Fixtures.alias("triage", "production", 10, 10));
        assertThat(aliases.findRevision("triage", "production", 12).await()).isEmpty();
        assertThat(aliases.findRevision("triage", "staging", 1).await()).isEmpty();
    }

    @Test
    void theNewestRevisionIsTheAlias() {
        moveTo("triage", "production", 12);

        assertThat(aliases.find("triage", "production").await())
                .contains(Fixtures.alias("triage", "production", 12, 12));
    }

    @Test
    void refusesASecondCreationWithTheCurrentAlias() {
        move("triage", "production", 1);

        KeelsonException failure = Failures.of(aliases.commit(Fixtures.alias("triage", "production", 1, 5)));

        assertThat(failure.code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(failure.current()).contains(Fixtures.alias("triage", "production", 1, 1));
    }

    @Test
    void refusesAStaleRevisionWithTheCurrentAlias() {
        moveTo("triage", "production", 3);

        KeelsonException failure = Failures.of(aliases.commit(Fixtures.alias("triage", "production", 2, 9)));

        assertThat(failure.code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(failure.current()).contains(Fixtures.alias("triage", "production", 3, 3));
        assertThat(revisions("triage", "production")).containsExactly(3, 2, 1);
    }

    @Test
    void refusesToSkipARevision() {
        move("triage", "production", 1);

        KeelsonException failure = Failures.of(aliases.commit(Fixtures.alias("triage", "production", 3, 9)));

        assertThat(failure.code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(failure.current()).contains(Fixtures.alias("triage", "production", 1, 1));
        assertThat(revisions("triage", "production")).containsExactly(1);
    }

    @Test
    void refusesToMoveAnAliasThatDoesNotExist() {
        move("triage", "production", 1);

        KeelsonException failure = Failures.of(aliases.commit(Fixtures.alias("triage", "prod", 2, 9)));

        assertThat(failure.code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(failure.current()).isEmpty();
        assertThat(aliases.find("triage", "prod").await()).isEmpty();
        assertThat(aliases.listByAgent("triage").await()).hasSize(1);
    }

    @Test
    void letsOneOfManyMoversWinEachRevision() {
        for (int revision = 1; revision <= 8; revision++) {
            int wanted = revision;
            Race<Alias> race =
                    Race.of(writer -> aliases.commit(Fixtures.alias("triage", "production", wanted, 1 + writer)));

            assertThat(race.won()).as("winners of revision %d", revision).hasSize(1);
            assertThat(race.lost()).hasSize(Race.WRITERS - 1).allSatisfy(failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.REVISION_STALE);
                assertThat(failure.current()).contains(race.won().get(0));
            });
            assertThat(aliases.find("triage", "production").await())
                    .contains(race.won().get(0));
        }
        assertThat(revisions("triage", "production")).containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void everyRevisionHasOneEntryWhenMoversReadAndMoveAsFastAsTheyCan() {
        int target = 40;
        var won = new AtomicInteger();

        Race<Integer> race = Race.of(writer -> {
            while (won.get() < target) {
                int revision = newest().map(Alias::revision).orElse(0);
                won.addAndGet(tryToMove(revision + 1, 1 + writer));
            }
            return Future.succeededFuture(writer);
        });

        assertThat(race.won()).hasSize(Race.WRITERS);
        List<Integer> expected =
                new ArrayList<>(IntStream.rangeClosed(1, won.get()).boxed().toList());
        Collections.reverse(expected);
        assertThat(revisions("triage", "production")).isEqualTo(expected);
    }

    @Test
    void listsTheAliasesOfAnAgentInOrderOfName() {
        moveTo("triage", "production", 2);
        moveTo("triage", "prod", 3);
        moveTo("triage", "canary", 1);
        moveTo("triage", "prod-eu", 11);
        moveTo("triage-2", "beta", 1);
        moveTo("tri", "beta", 1);

        assertThat(aliases.listByAgent("triage").await())
                .containsExactly(
                        Fixtures.alias("triage", "canary", 1, 1),
                        Fixtures.alias("triage", "prod", 3, 3),
                        Fixtures.alias("triage", "prod-eu", 11, 11),
                        Fixtures.alias("triage", "production", 2, 2));
    }

    @Test
    void listsFiftyAliases() {
        IntStream.range(0, 50).forEach(number -> move("triage", "a%02d".formatted(number), 1));

        assertThat(aliases.listByAgent("triage").await())
                .extracting(Alias::name)
                .hasSize(50)
                .isSorted();
    }

    @Test
    void historyIsNewestFirst() {
        moveTo("triage", "production", 12);
        moveTo("triage", "production-2", 20);

        assertThat(Pages.all(5, page -> aliases.history("triage", "production", page)))
                .containsExactlyElementsOf(IntStream.iterate(12, revision -> revision - 1)
                        .limit(12)
                        .mapToObj(revision -> Fixtures.alias("triage", "production", revision, revision))
                        .toList());
    }

    @Test
    void historyPagesStayStableWhileTheAliasMoves() {
        moveTo("triage", "production", 5);
        var first =
                aliases.history("triage", "production", PageRequest.first(2)).await();

        move("triage", "production", 6);

        var rest = Pages.after(
                new PageRequest(2, first.nextCursor()), page -> aliases.history("triage", "production", page));
        assertThat(first.items()).extracting(Alias::revision).containsExactly(5, 4);
        assertThat(rest).extracting(Alias::revision).containsExactly(3, 2, 1);
    }

    @Test
    void aFullLastPageOfHistoryHasNoCursor() {
        moveTo("triage", "production", 2);

        assertThat(aliases.history("triage", "production", PageRequest.first(2))
                        .await()
                        .nextCursor())
                .isNull();
    }

    @Test
    void refusesCursorsItDidNotGive() {
        move("triage", "production", 1);

        Pages.assertRefusesCursorsItDidNotGive(page -> aliases.history("triage", "production", page));
    }

    private void move(String agent, String alias, int revision) {
        Alias next = Fixtures.alias(agent, alias, revision, revision);
        assertThat(aliases.commit(next).await()).isEqualTo(next);
    }

    private void moveTo(String agent, String alias, int revision) {
        IntStream.rangeClosed(1, revision).forEach(each -> move(agent, alias, each));
    }

    private Optional<Alias> newest() {
        return aliases.find("triage", "production").await();
    }

    /** 1 when the move won. */
    private int tryToMove(int revision, int version) {
        return aliases.commit(Fixtures.alias("triage", "production", revision, version))
                .map(1)
                .otherwise(0)
                .await();
    }

    private List<Integer> revisions(String agent, String alias) {
        return Pages.all(7, page -> aliases.history(agent, alias, page)).stream()
                .map(Alias::revision)
                .toList();
    }
}
