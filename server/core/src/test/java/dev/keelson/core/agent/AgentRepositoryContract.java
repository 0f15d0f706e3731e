package dev.keelson.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.Pages;
import dev.keelson.core.common.Race;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link AgentRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class AgentRepositoryContract {
    private AgentRepository agents;

    /** A repository without agents. */
    protected abstract AgentRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        agents = emptyRepository();
    }

    @Test
    void findsNothingUnderAnUnknownName() {
        assertThat(agents.find("triage").await()).isEmpty();
    }

    @Test
    void givesBackWhatWasInserted() {
        Agent agent = Fixtures.agent("triage");

        assertThat(agents.insert(agent).await()).isEqualTo(agent);
        assertThat(agents.find("triage").await()).contains(agent);
    }

    @Test
    void keepsTheDigestOfADefinition() {
        Agent agent = Fixtures.agent("triage");
        Agent inserted = agents.insert(agent).await();

        Agent found = agents.find(inserted.name()).await().orElseThrow();

        assertThat(found.draft().compiled().digest())
                .isEqualTo(agent.draft().compiled().digest());
    }

    @Test
    void refusesATakenNameAndKeepsTheFirst() {
        Agent first = agents.insert(Fixtures.agent("triage")).await();
        Agent second = new Agent("triage", Fixtures.NOW.plusSeconds(9), "someone-else", Fixtures.draft(1));

        assertThat(Failures.codeOf(agents.insert(second))).isEqualTo(ErrorCode.AGENT_EXISTS);
        assertThat(agents.find("triage").await()).contains(first);
    }

    @Test
    void letsOneOfManyCreatorsWin() {
        Race<Agent> race =
                Race.of(writer -> agents.insert(new Agent("triage", Fixtures.NOW, "key-" + writer, Fixtures.draft(1))));

        assertThat(race.won()).hasSize(1);
        assertThat(race.lostWith()).hasSize(Race.WRITERS - 1).containsOnly(ErrorCode.AGENT_EXISTS);
        assertThat(agents.find("triage").await()).contains(race.won().get(0));
    }

    @Test
    void replacesADraftThatIsOneRevisionOn() {
        Agent agent = agents.insert(Fixtures.agent("triage")).await();
        Draft next = edited(2, "key-editor");

        Agent changed = agents.replaceDraft("triage", next).await();

        assertThat(changed).isEqualTo(agent.withDraft(next));
        assertThat(agents.find("triage").await()).contains(changed);
    }

    @Test
    void refusesADraftOfAStaleRevisionWithTheCurrentOne() {
        insertAgent("triage");
        Draft current =
                agents.replaceDraft("triage", edited(2, "key-first")).await().draft();

        KeelsonException failure = Failures.of(agents.replaceDraft("triage", edited(2, "key-second")));

        assertThat(failure.code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(failure.current()).contains(current);
        assertThat(agents.find("triage").await().orElseThrow().draft()).isEqualTo(current);
    }

    @Test
    void refusesADraftThatSkipsARevision() {
        insertAgent("triage");

        KeelsonException failure = Failures.of(agents.replaceDraft("triage", edited(3, "key-editor")));

        assertThat(failure.code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(failure.current()).contains(Fixtures.draft(1));
    }

    @Test
    void refusesADraftOfAnUnknownAgent() {
        insertAgent("triage");

        assertThat(Failures.codeOf(agents.replaceDraft("other", edited(2, "key-editor"))))
                .isEqualTo(ErrorCode.AGENT_NOT_FOUND);
    }

    @Test
    void letsOneOfManyEditorsWinEachRevision() {
        insertAgent("triage");

        for (long revision = 2; revision <= 8; revision++) {
            long wanted = revision;
            Race<Agent> race = Race.of(writer -> agents.replaceDraft("triage", edited(wanted, "key-" + writer)));

            assertThat(race.won()).as("winners of revision %d", revision).hasSize(1);
            Draft won = race.won().get(0).draft();
            assertThat(won.revision()).isEqualTo(revision);
            assertThat(race.lost()).hasSize(Race.WRITERS - 1).allSatisfy(failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.REVISION_STALE);
                assertThat(failure.current()).contains(won);
            });
        }
    }

    @Test
    void listsInOrderOfName() {
        List.of("triage", "extract", "extract-2", "a", "moderate").forEach(this::insertAgent);

        assertThat(Pages.all(2, agents::list))
                .extracting(AgentSummary::name)
                .containsExactly("a", "extract", "extract-2", "moderate", "triage");
    }

    @Test
    void listsTheStateOfTheDraft() {
        insertAgent("triage");
        Draft draft =
                agents.replaceDraft("triage", edited(2, "key-editor")).await().draft();

        assertThat(agents.list(PageRequest.first(10)).await().items())
                .containsExactly(new AgentSummary(
                        "triage", "Edited by key-editor", Fixtures.NOW, "key-author", 2, draft.updatedAt()));
    }

    @Test
    void anEmptyListIsOnePage() {
        var page = agents.list(PageRequest.first(10)).await();

        assertThat(page.items()).isEmpty();
        assertThat(page.nextCursor()).isNull();
    }

    @Test
    void aFullLastPageHasNoCursor() {
        List.of("a", "b").forEach(this::insertAgent);

        assertThat(agents.list(PageRequest.first(2)).await().nextCursor()).isNull();
    }

    @Test
    void pagesStayStableWhileAgentsAreCreated() {
        List.of("b", "d", "f", "h").forEach(this::insertAgent);
        var first = agents.list(PageRequest.first(2)).await();

        List.of("a", "c", "e").forEach(this::insertAgent);

        var rest = Pages.after(new PageRequest(2, first.nextCursor()), agents::list);
        assertThat(first.items()).extracting(AgentSummary::name).containsExactly("b", "d");
        assertThat(rest).extracting(AgentSummary::name).containsExactly("e", "f", "h");
    }

    @Test
    void refusesCursorsItDidNotGive() {
        insertAgent("triage");

        Pages.assertRefusesCursorsItDidNotGive(agents::list);
    }

    private void insertAgent(String name) {
        Agent inserted = agents.insert(Fixtures.agent(name)).await();
        assertThat(inserted.name()).isEqualTo(name);
    }

    private static Draft edited(long revision, String by) {
        return new Draft(
                Fixtures.SPEC + "\n",
                Fixtures.settings(),
                Fixtures.definition("Edited by " + by, Map.of()),
                revision,
                Fixtures.NOW.plusSeconds(revision),
                by,
                Map.of("key-creator", 1L, by, revision));
    }
}
