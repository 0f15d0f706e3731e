package dev.keelson.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.agent.AliasPolicy.Approval;
import dev.keelson.core.agent.AliasPolicy.Follow;
import dev.keelson.core.common.Pages;
import dev.keelson.core.common.Race;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link AliasPolicyRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class AliasPolicyRepositoryContract {
    private AliasPolicyRepository policies;

    /** A repository without policies. */
    protected abstract AliasPolicyRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        policies = emptyRepository();
    }

    @Test
    void knowsWhatHoldsWithoutAPolicy() {
        put(policy("triage", "production", 1, Follow.OFF));

        assertThat(policies.find("triage", "staging").await()).isEmpty();
        assertThat(policies.inForce("triage", "staging").await()).isEqualTo(AliasPolicy.unset("triage", "staging"));
    }

    @Test
    void givesBackEverythingThatWasPut() {
        AliasPolicy full = policy("triage", "production", 1, Follow.COMPATIBLE);
        AliasPolicy bare =
                new AliasPolicy("triage", "staging", AliasPolicy.Terms.DEFAULT, 1, Fixtures.NOW, "key-admin");

        put(full);
        put(bare);

        assertThat(policies.find("triage", "production").await()).contains(full);
        assertThat(policies.find("triage", "staging").await()).contains(bare);
    }

    @Test
    void takesOnlyTheNextRevision() {
        AliasPolicy first = policy("triage", "production", 1, Follow.OFF);
        AliasPolicy second = policy("triage", "production", 2, Follow.SAME_CONTRACT);

        assertThat(policies.put(second).await()).isFalse();
        put(first);
        assertThat(policies.put(first).await()).isFalse();
        put(second);
        assertThat(policies.put(policy("triage", "production", 4, Follow.OFF)).await())
                .isFalse();
        assertThat(policies.find("triage", "production").await()).contains(second);
    }

    @Test
    void ofManyWhoPutOneWins() {
        Race<Boolean> first = Race.of(writer -> policies.put(policy("triage", "production", 1, Follow.OFF)));
        Race<Boolean> second = Race.of(writer -> policies.put(policy("triage", "production", 2, Follow.OFF)));

        assertThat(first.won()).filteredOn(won -> won).hasSize(1);
        assertThat(second.won()).filteredOn(won -> won).hasSize(1);
    }

    @Test
    void listsThoseThatFollow() {
        put(policy("b-agent", "production", 1, Follow.SAME_CONTRACT));
        put(policy("a-agent", "staging", 1, Follow.COMPATIBLE));
        put(policy("a-agent", "production", 1, Follow.OFF));
        put(policy("c-agent", "production", 1, Follow.COMPATIBLE));
        put(policy("c-agent", "production", 2, Follow.OFF));

        assertThat(Pages.all(1, policies::listFollowing))
                .extracting(AliasPolicy::agent)
                .containsExactly("a-agent", "b-agent");
        Pages.assertRefusesCursorsItDidNotGive(policies::listFollowing);
    }

    private void put(AliasPolicy policy) {
        assertThat(policies.put(policy).await()).isTrue();
    }

    private static AliasPolicy policy(String agent, String alias, int revision, Follow follow) {
        var terms = new AliasPolicy.Terms(
                Approval.RISKY,
                List.of(new FreezeWindow(Fixtures.NOW, Fixtures.NOW.plusSeconds(3_600), "black friday")),
                List.of(new Mover(Mover.Kind.OWNER, "alice"), new Mover(Mover.Kind.ROLE, "operator")),
                follow,
                new Deprecation(Fixtures.NOW, Fixtures.NOW.plusSeconds(86_400), "next", "use next"));
        return new AliasPolicy(agent, alias, terms, revision, Fixtures.NOW.plusSeconds(revision), "key-admin");
    }
}
