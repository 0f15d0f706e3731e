package dev.keelson.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.Pages;
import dev.keelson.core.common.Race;
import dev.keelson.core.error.ErrorCode;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link AgentVersionRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class AgentVersionRepositoryContract {
    private AgentVersionRepository versions;

    /** A repository without versions. */
    protected abstract AgentVersionRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        versions = emptyRepository();
    }

    @Test
    void findsNothingOfAnUnknownAgent() {
        publish("triage", 1);

        assertThat(versions.find("other", 1).await()).isEmpty();
        assertThat(versions.find("triage", 2).await()).isEmpty();
        assertThat(versions.latest("other").await()).isEmpty();
        assertThat(versions.findByDigest("other", Fixtures.pinnedDefinition().digest())
                        .await())
                .isEmpty();
        assertThat(versions.list("other", PageRequest.first(10)).await().items())
                .isEmpty();
    }

    @Test
    void givesBackWhatWasInserted() {
        AgentVersion version = Fixtures.version("triage", 1);

        assertThat(versions.insert(version).await()).isEqualTo(version);
        assertThat(versions.find("triage", 1).await()).contains(version);
    }

    @Test
    void knowsWhoWroteTheVersionsOfARange() {
        for (int number = 1; number <= 4; number++) {
            versions.insert(writtenBy("triage", number, "key-" + number)).await();
        }
        versions.insert(writtenBy("other", 3, "key-of-another")).await();

        assertThat(versions.authorsBetween("triage", 1, 3).await()).containsExactlyInAnyOrder("key-2", "key-3");
        assertThat(versions.authorsBetween("triage", 0, 4).await()).hasSize(4);
        assertThat(versions.authorsBetween("triage", 3, 3).await()).isEmpty();
        assertThat(versions.authorsBetween("none", 0, 9).await()).isEmpty();
        assertThat(Failures.codeOf(versions.authorsBetween("triage", 0, AgentVersionRepository.MAX_BETWEEN + 1)))
                .isEqualTo(ErrorCode.REQUEST_INVALID);
    }

    @Test
    void refusesATakenNumberAndKeepsTheFirst() {
        publish("triage", 1);
        AgentVersion second = Fixtures.version("triage", 1, Fixtures.definition("Another", Map.of()));

        assertThat(Failures.codeOf(versions.insert(second))).isEqualTo(ErrorCode.VERSION_NUMBER_TAKEN);
        assertThat(versions.find("triage", 1).await()).contains(Fixtures.version("triage", 1));
    }

    @Test
    void numbersAreTakenPerAgent() {
        publish("triage", 1);
        publish("triage-2", 1);

        assertThat(versions.find("triage-2", 1).await()).contains(Fixtures.version("triage-2", 1));
        assertThat(versions.list("triage", PageRequest.first(10)).await().items())
                .hasSize(1);
    }

    @Test
    void letsOneOfManyPublishersWinEachNumber() {
        for (int number = 1; number <= 5; number++) {
            int wanted = number;
            Race<AgentVersion> race = Race.of(writer ->
                    versions.insert(Fixtures.version("triage", wanted, Fixtures.definition("By " + writer, Map.of()))));

            assertThat(race.won()).as("publishers of %d", number).hasSize(1);
            assertThat(race.lostWith()).hasSize(Race.WRITERS - 1).containsOnly(ErrorCode.VERSION_NUMBER_TAKEN);
            assertThat(versions.find("triage", number).await())
                    .contains(race.won().get(0));
        }
    }

    @Test
    void theLatestHasTheHighestNumber() {
        IntStream.of(1, 2, 9, 10, 11).forEach(number -> publish("triage", number));
        publish("triage-2", 30);

        assertThat(versions.latest("triage").await()).contains(Fixtures.version("triage", 11));
    }

    @Test
    void findsTheLowestNumberOfAContent() {
        publish(Fixtures.version("triage", 1, Fixtures.definition("First", Map.of())));
        AgentVersion lowest = Fixtures.version("triage", 2, Fixtures.definition("Second", Map.of()));
        publish(lowest);
        publish(Fixtures.version("triage", 3, Fixtures.definition("First", Map.of())));
        publish(Fixtures.version("triage", 10, Fixtures.definition("Second", Map.of())));

        assertThat(versions.findByDigest("triage", lowest.digest()).await()).contains(lowest);
    }

    @Test
    void noticesContentThatLostItsDigest() {
        AgentVersion intact = Fixtures.version("triage", 1);
        AgentVersion damaged = new AgentVersion(
                "triage",
                1,
                "sha256:" + "0".repeat(64),
                intact.contractDigest(),
                intact.contractVersion(),
                intact.definition(),
                intact.publishedAt(),
                intact.publishedBy(),
                intact.note(),
                intact.draftRevision(),
                intact.authors());
        AgentVersion inserted = versions.insert(damaged).await();

        assertThat(Failures.causeOf(versions.find("triage", 1))).isInstanceOf(IllegalStateException.class);
        assertThat(Failures.causeOf(versions.latest("triage"))).isInstanceOf(IllegalStateException.class);
        assertThat(Failures.causeOf(versions.findByDigest("triage", inserted.digest())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void listsNewestFirst() {
        IntStream.rangeClosed(1, 11).forEach(number -> publish("triage", number));
        publish("triage-2", 12);

        assertThat(Pages.all(3, page -> versions.list("triage", page)))
                .extracting(VersionSummary::number)
                .containsExactly(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void listsWhatAVersionSaysOfItself() {
        AgentVersion version = Fixtures.version("triage", 4);
        publish(version);

        assertThat(versions.list("triage", PageRequest.first(1)).await().items())
                .containsExactly(new VersionSummary(
                        "triage",
                        4,
                        version.digest(),
                        version.contractDigest(),
                        "1.3",
                        version.publishedAt(),
                        "key-author",
                        "note on 4"));
    }

    @Test
    void pagesStayStableWhileVersionsArePublished() {
        IntStream.rangeClosed(1, 5).forEach(number -> publish("triage", number));
        var first = versions.list("triage", PageRequest.first(2)).await();

        publish("triage", 6);

        var rest = Pages.after(new PageRequest(2, first.nextCursor()), page -> versions.list("triage", page));
        assertThat(first.items()).extracting(VersionSummary::number).containsExactly(5, 4);
        assertThat(rest).extracting(VersionSummary::number).containsExactly(3, 2, 1);
    }

    @Test
    void aFullLastPageHasNoCursor() {
        IntStream.rangeClosed(1, 2).forEach(number -> publish("triage", number));

        assertThat(versions.list("triage", PageRequest.first(2)).await().nextCursor())
                .isNull();
    }

    @Test
    void refusesCursorsItDidNotGive() {
        publish("triage", 1);

        Pages.assertRefusesCursorsItDidNotGive(page -> versions.list("triage", page));
    }

    private void publish(String agent, int number) {
        publish(Fixtures.version(agent, number));
    }

    private void publish(AgentVersion version) {
        assertThat(versions.insert(version).await()).isEqualTo(version);
    }

    private static AgentVersion writtenBy(String agent, int number, String author) {
        AgentVersion version = Fixtures.version(agent, number);
        return new AgentVersion(
                agent,
                number,
                version.digest(),
                version.contractDigest(),
                version.contractVersion(),
                version.definition(),
                version.publishedAt(),
                author,
                version.note(),
                version.draftRevision(),
                Set.of(author));
    }
}
