package dev.keelson.core.aliaspolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.AgentRef;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.AliasPolicy.Approval;
import dev.keelson.core.agent.AliasPolicy.Follow;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.agent.Deprecation;
import dev.keelson.core.agent.FreezeWindow;
import dev.keelson.core.agent.InMemoryAgentRepository;
import dev.keelson.core.agent.Mover;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.agent.ResolvedVersion;
import dev.keelson.core.common.Failures;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.schemachange.ApprovalMode;
import dev.keelson.core.schemachange.DecideSchemaChangeUseCase.Verdict;
import dev.keelson.core.schemachange.Governed;
import dev.keelson.core.schemachange.MaxPropertiesComparer;
import dev.keelson.core.schemachange.SchemaChange;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Setting policies, and the aliases that follow new versions. */
class AliasPoliciesTest {
    private final Governed governed = new Governed(ApprovalMode.FOUR_EYES);
    private final Principal admin = governed.key("admin", Role.ADMIN, "ada", "keelson");
    private final InMemoryAgentRepository agents = new InMemoryAgentRepository();
    private final EditAliasPolicyUseCase edit =
            new EditAliasPolicyUseCase(agents, governed.policies, governed.resolver, governed.audit, governed.clock);
    private final AliasFollower follower = new AliasFollower(new AliasFollower.Parts(
            governed.policies, governed.versions, governed.aliases, governed.cases.gate(), governed.moves));

    @BeforeEach
    void serveTheFirstVersion() {
        agents.insert(Fixtures.agent(Governed.AGENT)).await();
        governed.publish(1, "author");
        assertThat(governed.move(admin, 1).await().revision()).isEqualTo(1);
        governed.clock.pass(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        governed.close();
    }

    @Test
    void setsChangesAndTakesBack() {
        AliasPolicy first =
                edit.put(target(0), terms(Approval.ALWAYS, Follow.OFF)).await();
        AliasPolicy second =
                edit.put(target(1), terms(Approval.RISKY, Follow.OFF)).await();
        AliasPolicy third = edit.reset(target(2)).await();

        assertThat(first.revision()).isEqualTo(1);
        assertThat(second.terms().approval()).isEqualTo(Approval.RISKY);
        assertThat(third.terms()).isEqualTo(AliasPolicy.Terms.DEFAULT);
        assertThat(third.revision()).isEqualTo(3);
        assertThat(governed.audit.actions())
                .containsExactly("alias.remap", "alias.policy.edit", "alias.policy.edit", "alias.policy.edit");
    }

    @Test
    void whoSawAnotherRevisionChangesNothing() {
        AliasPolicy first =
                edit.put(target(0), terms(Approval.ALWAYS, Follow.OFF)).await();

        KeelsonException stale = Failures.of(edit.put(target(0), terms(Approval.RISKY, Follow.OFF)));

        assertThat(stale.code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(stale.current()).contains(first);
    }

    @Test
    void namesEverythingThatIsWrong() {
        var terms = new AliasPolicy.Terms(
                Approval.CONTRACT,
                List.of(new FreezeWindow(Fixtures.NOW, Fixtures.NOW, " ")),
                List.of(new Mover(Mover.Kind.ROLE, "nobody"), new Mover(Mover.Kind.KEY, "")),
                Follow.COMPATIBLE,
                new Deprecation(Fixtures.NOW, Fixtures.NOW.minusSeconds(1), Governed.ALIAS, "x".repeat(501)));

        KeelsonException failure =
                Failures.of(Future.succeededFuture(terms).compose(each -> edit.put(target(0), each)));

        assertThat(failure.violations())
                .extracting(Violation::pointer)
                .containsExactly(
                        "/freezes/0",
                        "/freezes/0/reason",
                        "/movers/0",
                        "/movers/1",
                        "/follow",
                        "/deprecation/sunset",
                        "/deprecation/successor",
                        "/deprecation/note");
    }

    @Test
    void anAliasFollowsANewVersionWithItsContract() {
        put(Approval.CONTRACT, Follow.SAME_CONTRACT);
        governed.publish(2, "author");

        assertThat(follower.sweep().await()).isEqualTo(1);

        Alias alias = alias();
        assertThat(alias.describeTargets()).isEqualTo("v2");
        assertThat(alias.action()).isEqualTo(Alias.Action.FOLLOW);
        assertThat(alias.movedBy()).isEqualTo("keelson-follow");
        assertThat(follower.sweep().await()).isZero();
    }

    @Test
    void followingPassesOverWhatNeedsApprovalAndProposesNothing() {
        put(Approval.RISKY, Follow.COMPATIBLE);
        governed.publish(2, MaxPropertiesComparer.contract(Fixtures.contract(), 11), "author");
        governed.publish(3, MaxPropertiesComparer.contract(Fixtures.contract(), 12), "author");

        assertThat(follower.sweep().await()).isEqualTo(1);
        assertThat(alias().describeTargets()).isEqualTo("v2");
        assertThat(governed.audit.actions()).doesNotContain("schema-change.propose");
    }

    @Test
    void anAliasThatFollowsItsContractLeavesACompatibleOneAlone() {
        put(Approval.RISKY, Follow.SAME_CONTRACT);
        governed.publish(2, MaxPropertiesComparer.contract(Fixtures.contract(), 11), "author");

        assertThat(follower.sweep().await()).isZero();
    }

    @Test
    void doesNotGoBackToWhatSomeoneRolledBackFrom() {
        put(Approval.CONTRACT, Follow.SAME_CONTRACT);
        governed.publish(2, "author");
        assertThat(follower.sweep().await()).isEqualTo(1);
        governed.clock.pass(Duration.ofSeconds(1));
        assertThat(governed.rollBack(admin).await().describeTargets()).isEqualTo("v1");
        governed.clock.pass(Duration.ofSeconds(1));

        assertThat(follower.sweep().await()).isZero();
        governed.publish(3, "author");
        assertThat(follower.sweep().await()).isEqualTo(1);
        assertThat(alias().describeTargets()).isEqualTo("v3");
    }

    @Test
    void aFrozenAliasFollowsWhenTheWindowEnds() {
        put(new AliasPolicy.Terms(
                Approval.CONTRACT,
                List.of(new FreezeWindow(
                        governed.clock.instant(), governed.clock.instant().plusSeconds(60), "holidays")),
                List.of(),
                Follow.SAME_CONTRACT,
                null));
        governed.publish(2, "author");

        assertThat(follower.sweep().await()).isZero();
        governed.clock.pass(Duration.ofSeconds(60));
        assertThat(follower.sweep().await()).isEqualTo(1);
    }

    @Test
    void anAliasThatSplitsItsCallersDoesNotFollow() {
        governed.publish(2, "author");
        assertThat(governed.move(admin, List.of(new AliasTarget(1, 9), new AliasTarget(2, 1)), "")
                        .await()
                        .revision())
                .isEqualTo(2);
        put(Approval.CONTRACT, Follow.SAME_CONTRACT);
        governed.clock.pass(Duration.ofSeconds(1));
        governed.publish(3, "author");

        assertThat(follower.sweep().await()).isZero();
    }

    @Test
    void callersOfADeprecatedAliasAreToldAtOnce() {
        assertThat(resolved().deprecation()).isNull();
        var notice = new Deprecation(Fixtures.NOW, null, "next", "");

        put(new AliasPolicy.Terms(Approval.CONTRACT, List.of(), List.of(), Follow.OFF, notice));

        assertThat(resolved().deprecation()).isEqualTo(notice);
    }

    @Test
    void aSecondAliasKeepsTheOldMajorAlive() {
        governed.publish(2, MaxPropertiesComparer.contract(Fixtures.contract(), 13), "author");
        var approver = governed.key("approver", Role.APPROVER, "bob", "root");
        Alias old = governed.remap
                .execute(new RemapAliasUseCase.Input(
                        admin, Governed.AGENT, "v1", List.of(new AliasTarget(1, 1)), null, "for those who stay"))
                .await();
        var notice = new Deprecation(Fixtures.NOW, Fixtures.NOW.plusSeconds(60), Governed.ALIAS, "");
        AliasPolicy policy = edit.put(
                        new EditAliasPolicyUseCase.Target(admin, Governed.AGENT, old.name(), 0),
                        new AliasPolicy.Terms(Approval.CONTRACT, List.of(), List.of(), Follow.OFF, notice))
                .await();
        SchemaChange change =
                (SchemaChange) Failures.of(governed.move(admin, 2)).current().orElseThrow();
        assertThat(governed.decide(approver, change, Verdict.APPROVE).await().letsMove())
                .isTrue();

        assertThat(governed.move(admin, 2).await().describeTargets()).isEqualTo("v2");

        ResolvedVersion stayed = governed.resolver
                .resolve(AgentRef.parse(Governed.AGENT + "@v1"), "x")
                .await();
        assertThat(stayed.version().number()).isEqualTo(1);
        assertThat(stayed.deprecation()).isEqualTo(policy.terms().deprecation());
        assertThat(resolved().version().number()).isEqualTo(2);
        assertThat(resolved().deprecation()).isNull();
    }

    private ResolvedVersion resolved() {
        return governed.resolver.resolve(AgentRef.parse(Governed.AGENT), "x").await();
    }

    private void put(Approval approval, Follow follow) {
        put(terms(approval, follow));
    }

    private void put(AliasPolicy.Terms terms) {
        assertThat(edit.put(target(0), terms).await().revision()).isEqualTo(1);
    }

    private EditAliasPolicyUseCase.Target target(int revision) {
        return new EditAliasPolicyUseCase.Target(admin, Governed.AGENT, Governed.ALIAS, revision);
    }

    private Alias alias() {
        return governed.aliases.find(Governed.AGENT, Governed.ALIAS).await().orElseThrow();
    }

    private static AliasPolicy.Terms terms(Approval approval, Follow follow) {
        return new AliasPolicy.Terms(approval, List.of(), List.of(), follow, null);
    }
}
