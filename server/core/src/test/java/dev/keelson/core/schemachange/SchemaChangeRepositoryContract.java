package dev.keelson.core.schemachange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.Pages;
import dev.keelson.core.common.Race;
import dev.keelson.core.compatibility.ChangeClass;
import dev.keelson.core.compatibility.ContractChange;
import dev.keelson.core.compatibility.ContractComparison;
import dev.keelson.core.compatibility.CounterExample;
import dev.keelson.core.compatibility.Direction;
import dev.keelson.core.error.Violation;
import dev.keelson.core.schemachange.SchemaChange.State;
import dev.keelson.core.schemachange.SchemaChangeRepository.Filter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link SchemaChangeRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class SchemaChangeRepositoryContract {
    private static final Filter ALL = new Filter(Set.of(), null, null);

    private SchemaChangeRepository changes;

    /** A repository without schema changes. */
    protected abstract SchemaChangeRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        changes = emptyRepository();
    }

    @Test
    void givesBackEverythingThatWasInserted() {
        SchemaChange open = change(1, "triage", "sha256:aa", 1);
        SchemaChange decided = change(2, "triage", "sha256:bb", 1)
                .decided(State.APPROVED, new SchemaChange.Decision("key-approver", "bob", Fixtures.NOW, "fits", true));

        insert(open);
        insert(decided);

        assertThat(changes.find(open.id()).await()).contains(open);
        assertThat(changes.find(decided.id()).await()).contains(decided);
        assertThat(changes.find(Fixtures.executionId(9)).await()).isEmpty();
    }

    @Test
    void takesEachRoundOfADigestOnce() {
        insert(change(1, "triage", "sha256:aa", 1));

        assertThat(changes.insert(change(2, "triage", "sha256:aa", 1)).await()).isFalse();
        insert(change(3, "triage", "sha256:aa", 2));
        insert(change(4, "triage", "sha256:bb", 1));

        assertThat(changes.latest("sha256:aa").await()).contains(change(3, "triage", "sha256:aa", 2));
        assertThat(changes.latest("sha256:cc").await()).isEmpty();
    }

    @Test
    void ofManyWhoProposeTheSameOneWins() {
        Race<Boolean> race = Race.of(writer -> changes.insert(change(writer, "triage", "sha256:aa", 1)));

        assertThat(race.won()).filteredOn(won -> won).hasSize(1);
    }

    @Test
    void replacesOnlyTheRevisionBefore() {
        SchemaChange open = change(1, "triage", "sha256:aa", 1);
        insert(open);
        SchemaChange rejected = open.closed(State.REJECTED);

        assertThat(changes.replace(rejected.closed(State.EXPIRED)).await()).isFalse();
        assertThat(changes.replace(rejected).await()).isTrue();
        assertThat(changes.replace(rejected).await()).isFalse();
        assertThat(changes.replace(change(2, "triage", "sha256:bb", 1).closed(State.EXPIRED))
                        .await())
                .isFalse();
        assertThat(changes.find(open.id()).await()).contains(rejected);
    }

    @Test
    void ofManyWhoDecideOneWins() {
        SchemaChange open = change(1, "triage", "sha256:aa", 1);
        insert(open);

        Race<Boolean> race = Race.of(writer -> changes.replace(open.decided(
                State.APPROVED,
                new SchemaChange.Decision("key-" + writer, "owner-" + writer, Fixtures.NOW, "fits", false))));

        assertThat(race.won()).filteredOn(won -> won).hasSize(1);
    }

    @Test
    void listsNewestFirstByAgentAndState() {
        insert(change(1, "triage", "sha256:01", 1));
        insert(change(2, "other", "sha256:02", 1));
        insert(change(3, "triage", "sha256:03", 1));
        insert(change(4, "triage", "sha256:04", 1).closed(State.EXPIRED));

        assertThat(ids(ALL)).containsExactly(id(4), id(3), id(2), id(1));
        assertThat(ids(new Filter(Set.of(), "triage", null))).containsExactly(id(4), id(3), id(1));
        assertThat(ids(new Filter(Set.of(), null, State.OPEN))).containsExactly(id(3), id(2), id(1));
        assertThat(ids(new Filter(Set.of(), "triage", State.EXPIRED))).containsExactly(id(4));
        assertThat(ids(new Filter(Set.of("other", "third"), null, null))).containsExactly(id(2));
        assertThat(ids(new Filter(Set.of("other", "third"), null, State.OPEN))).containsExactly(id(2));
        Pages.assertRefusesCursorsItDidNotGive(page -> changes.list(ALL, page));
    }

    @Test
    void aPageHasNoMoreThanItsLimit() {
        insert(change(1, "triage", "sha256:01", 1));
        insert(change(2, "triage", "sha256:02", 1));

        assertThat(changes.list(ALL, PageRequest.first(1)).await().nextCursor()).isNotNull();
        assertThat(changes.list(ALL, PageRequest.first(2)).await().nextCursor()).isNull();
    }

    private List<String> ids(Filter filter) {
        return Pages.all(1, page -> changes.list(filter, page)).stream()
                .map(SchemaChange::id)
                .toList();
    }

    private static String id(int number) {
        return Fixtures.executionId(number);
    }

    private void insert(SchemaChange change) {
        assertThat(changes.insert(change).await()).isTrue();
    }

    private static SchemaChange change(int number, String agent, String digest, int round) {
        var proposal = new SchemaChange.Proposal(
                agent,
                "production",
                List.of(new AliasTarget(2, 90), new AliasTarget(3, 10)),
                new SchemaChange.Base(4, List.of(new AliasTarget(1, 1))),
                Set.of("key-author", "key-editor"),
                "key-author",
                "alice",
                Fixtures.NOW.plusSeconds(number),
                "callers need it",
                Fixtures.NOW.plusSeconds(700_000));
        var added = new ContractChange(
                Direction.OUTPUT,
                "/properties/team/enum",
                ChangeClass.RISKY,
                "output.enum.value-added",
                "Callers may meet a value that they don't know.");
        var counterExample = new CounterExample(
                Direction.OUTPUT,
                Json.parse("{\"team\":\"sales.$x\",\"urgent\":false,\"n\":1.50}"),
                List.of(Violation.at("/team", "enum", "not one of them")));
        var impact = new Impact(
                new ContractComparison(ChangeClass.RISKY, List.of(added), counterExample),
                new RecordedTraffic.RefusedInputs(200, 3),
                List.of(
                        new AffectedConsumers.Consumer(
                                "key-caller", "shop", "carol", 12, Fixtures.NOW, "made 12 calls"),
                        new AffectedConsumers.Consumer("key-other", "crm", "dan", 0, null, "declared it")));
        return new SchemaChange(Fixtures.executionId(number), proposal, impact, digest, round, State.OPEN, null, 1);
    }
}
