package dev.keelson.core.schemachange;

import static dev.keelson.core.schemachange.DecideSchemaChangeUseCase.Verdict.APPROVE;
import static dev.keelson.core.schemachange.DecideSchemaChangeUseCase.Verdict.REJECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.AliasPolicy.Approval;
import dev.keelson.core.agent.AliasPolicy.Follow;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.agent.FreezeWindow;
import dev.keelson.core.agent.Mover;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.audit.RecordingAuditLog.Recorded;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.common.Race;
import dev.keelson.core.compatibility.ChangeClass;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.schemachange.SchemaChange.State;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the refused move to the approved one, over stores in memory. */
class SchemaChangesTest {
    private static final Contract BREAKING = MaxPropertiesComparer.contract(Fixtures.contract(), 13);
    private static final Contract RISKY = MaxPropertiesComparer.contract(Fixtures.contract(), 12);
    private static final Contract COMPATIBLE = MaxPropertiesComparer.contract(Fixtures.contract(), 11);

    private final Governed governed = new Governed(ApprovalMode.FOUR_EYES);
    private final Principal author = governed.key("author", Role.ADMIN, "alice", "keelson");
    private final Principal operator = governed.key("operator", Role.OPERATOR, "olga", "root");
    private final Principal approver = governed.key("approver", Role.APPROVER, "bob", "root");

    @BeforeEach
    void serveTheFirstVersion() {
        governed.publish(1, "author");
        assertThat(governed.move(operator, 1).await().revision()).isEqualTo(1);
    }

    @AfterEach
    void close() {
        governed.close();
    }

    @Test
    void aBehaviourChangeMovesAtOnce() {
        governed.publish(2, "author");

        Alias moved = governed.move(operator, 2).await();

        assertThat(moved.describeTargets()).isEqualTo("v2");
        assertThat(moved.schemaChange()).isNull();
        assertThat(list()).isEmpty();
        assertThat(governed.audit.actions()).containsExactly("alias.remap", "alias.remap");
    }

    @Test
    void anotherContractMovesNothingAndIsProposed() {
        governed.publish(2, BREAKING, "author", "editor");

        KeelsonException refused = Failures.of(governed.move(operator, 2));

        SchemaChange change = (SchemaChange) refused.current().orElseThrow();
        assertThat(refused.code()).isEqualTo(ErrorCode.CONTRACT_CHANGED);
        assertThat(change.state()).isEqualTo(State.OPEN);
        assertThat(change.proposal().authors()).containsExactlyInAnyOrder("author", "editor", "operator");
        assertThat(change.proposal().base().revision()).isEqualTo(1);
        assertThat(change.impact().comparison().verdict()).isEqualTo(ChangeClass.BREAKING);
        assertThat(alias().revision()).isEqualTo(1);
        assertThat(governed.audit.actions()).containsExactly("alias.remap", "schema-change.propose");
    }

    @Test
    void askingAgainFindsTheSameChange() {
        SchemaChange first = proposed(BREAKING);

        KeelsonException again = Failures.of(governed.move(operator, 2));

        assertThat(again.current()).contains(first);
        assertThat(list()).hasSize(1);
    }

    @Test
    void manyWhoAskAtOnceGetOneChange() {
        governed.publish(2, BREAKING, "author");

        Race<Alias> race = Race.of(writer -> governed.move(operator, 2));

        assertThat(race.won()).isEmpty();
        assertThat(race.lostWith()).containsOnly(ErrorCode.CONTRACT_CHANGED);
        assertThat(list()).hasSize(1);
    }

    @Test
    void aMoveThatMustBeProposedNeedsAReason() {
        governed.publish(2, BREAKING, "author");

        KeelsonException refused = Failures.of(governed.move(operator, List.of(new AliasTarget(2, 1)), " "));

        assertThat(refused.code()).isEqualTo(ErrorCode.CONTRACT_CHANGED);
        assertThat(refused.violations()).extracting(Violation::pointer).containsExactly("/reason");
        assertThat(list()).isEmpty();
    }

    @Test
    void afterTheApprovalTheSameCallMoves() {
        SchemaChange change = proposed(BREAKING);

        Standing approved = governed.decide(approver, change, APPROVE).await();
        Alias moved = governed.move(operator, 2).await();

        assertThat(approved.letsMove()).isTrue();
        assertThat(moved.schemaChange()).isEqualTo(change.id());
        assertThat(moved.describeTargets()).isEqualTo("v2");
        Standing applied = standing(change);
        assertThat(applied.applied()).isTrue();
        assertThat(applied.change().state()).isEqualTo(State.APPROVED);
        assertThat(governed.audit.records())
                .extracting(each -> each.change().action())
                .containsExactly("alias.remap", "schema-change.propose", "schema-change.approve", "alias.remap");
    }

    @Test
    void anAppliedChangeStaysAppliedWhenTimePassesAndTheAliasMovesOn() {
        SchemaChange change = proposed(BREAKING);
        approved(change);
        moved(2);
        assertThat(governed.rollBack(operator).await().describeTargets()).isEqualTo("v1");
        governed.clock.pass(Duration.ofDays(30));

        Standing standing = standing(change);

        assertThat(standing.applied()).isTrue();
        assertThat(standing.change().state()).isEqualTo(State.APPROVED);
    }

    @Test
    void rollingBackToAnotherContractNeedsNoApproval() {
        approved(proposed(BREAKING));
        moved(2);

        assertThat(governed.rollBack(operator).await().describeTargets()).isEqualTo("v1");
        assertThat(Failures.codeOf(governed.move(operator, 2))).isEqualTo(ErrorCode.CONTRACT_CHANGED);
    }

    @Test
    void anApprovalHoldsForItsTargetsOnly() {
        approved(proposed(BREAKING));
        governed.publish(3, BREAKING, "author");

        assertThat(Failures.codeOf(governed.move(operator, 3))).isEqualTo(ErrorCode.CONTRACT_CHANGED);
        assertThat(Failures.codeOf(
                        governed.move(operator, List.of(new AliasTarget(1, 9), new AliasTarget(2, 1)), "first a few")))
                .isEqualTo(ErrorCode.CONTRACT_CHANGED);
        assertThat(list()).hasSize(3);
    }

    @Test
    void anApprovalIsVoidWhenTheAliasMovedOn() {
        SchemaChange change = proposed(BREAKING);
        approved(change);
        governed.publish(3, "author");
        moved(3);

        KeelsonException refused = Failures.of(governed.move(operator, 2));

        assertThat(refused.code()).isEqualTo(ErrorCode.CONTRACT_CHANGED);
        assertThat(((SchemaChange) refused.current().orElseThrow()).id()).isNotEqualTo(change.id());
        assertThat(standing(change).change().state()).isEqualTo(State.SUPERSEDED);
        assertThat(Failures.codeOf(governed.decide(approver, change, APPROVE)))
                .isEqualTo(ErrorCode.SCHEMA_CHANGE_CLOSED);
    }

    @Test
    void anApprovalIsVoidWhenTheContractsAreJudgedInAnotherWay() {
        SchemaChange change = proposed(BREAKING);
        approved(change);
        governed.comparer.upgrade();
        SchemaChanges upgraded = governed.cases(ApprovalMode.FOUR_EYES);

        Standing standing = upgraded.queries().change(approver, change.id()).await();

        assertThat(standing.change().state()).isEqualTo(State.SUPERSEDED);
        assertThat(standing.letsMove()).isFalse();
    }

    @Test
    void expiresAfterSevenDaysAndCanBeProposedAgain() {
        SchemaChange change = proposed(BREAKING);
        approved(change);
        governed.clock.pass(Duration.ofDays(7));

        KeelsonException refused = Failures.of(governed.move(operator, 2));

        SchemaChange next = (SchemaChange) refused.current().orElseThrow();
        assertThat(standing(change).change().state()).isEqualTo(State.EXPIRED);
        assertThat(next.round()).isEqualTo(2);
        assertThat(next.digest()).isEqualTo(change.digest());
        assertThat(next.state()).isEqualTo(State.OPEN);
    }

    @Test
    void nobodyWhoWroteOrProposedItApproves() {
        Principal twin = governed.key("alices-other-key", Role.APPROVER, " Alice", "root");
        Principal child = governed.key("issued-by-author", Role.APPROVER, "eve", "author");
        Principal olgas = governed.key("olgas-other-key", Role.ADMIN, "Olga", "root");
        Principal editor = governed.key("editor", Role.ADMIN, "ed", "root");
        governed.publish(2, BREAKING, "author", "editor");
        SchemaChange change =
                (SchemaChange) Failures.of(governed.move(operator, 2)).current().orElseThrow();

        for (Principal tied : List.of(author, editor, twin, child, olgas)) {
            assertThat(Failures.codeOf(governed.decide(tied, change, APPROVE)))
                    .as(tied.keyId())
                    .isEqualTo(ErrorCode.APPROVER_IS_AUTHOR);
        }
        assertThat(Failures.codeOf(governed.decide(operator, change, APPROVE))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(governed.cases.queries().objection(twin, standing(change)).await())
                .contains("wrote this change");
        assertThat(governed.cases
                        .queries()
                        .objection(approver, standing(change))
                        .await())
                .isNull();
        assertThat(standing(change).isOpen()).isTrue();
    }

    @Test
    void theWritersOfEveryVersionInBetweenAreAuthors() {
        governed.publish(2, BREAKING, "author");
        governed.publish(3, BREAKING, "approver");
        governed.publish(4, BREAKING, "author");

        SchemaChange change =
                (SchemaChange) Failures.of(governed.move(operator, 4)).current().orElseThrow();

        assertThat(Failures.codeOf(governed.decide(approver, change, APPROVE))).isEqualTo(ErrorCode.APPROVER_IS_AUTHOR);
    }

    @Test
    void inSingleUserModeAnAuthorApprovesAndTheDecisionSaysSo() {
        SchemaChange change = proposed(BREAKING);
        SchemaChanges alone = governed.cases(ApprovalMode.SINGLE_USER);

        Standing approved = alone.decide()
                .execute(new DecideSchemaChangeUseCase.Input(
                        author, change.id(), 1, change.digest(), APPROVE, "I know what I do"))
                .await();

        assertThat(approved.change().decision())
                .satisfies(decision -> assertThat(decision.selfApproved()).isTrue());
        Recorded last = governed.audit.records().get(governed.audit.records().size() - 1);
        assertThat(last.after()).contains("single-user mode");
        assertThat(governed.move(operator, 2).await().schemaChange()).isEqualTo(change.id());
    }

    @Test
    void whoSawAnotherRevisionOrDigestDecidesNothing() {
        SchemaChange change = proposed(BREAKING);

        KeelsonException revision = Failures.of(governed.cases
                .decide()
                .execute(new DecideSchemaChangeUseCase.Input(
                        approver, change.id(), 2, change.digest(), APPROVE, "fine")));
        KeelsonException digest = Failures.of(governed.cases
                .decide()
                .execute(new DecideSchemaChangeUseCase.Input(approver, change.id(), 1, "sha256:00", APPROVE, "fine")));

        assertThat(revision.code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(digest.code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(digest.current()).contains(change);
    }

    @Test
    void ofManyApproversOneDecides() {
        SchemaChange change = proposed(BREAKING);
        List<Principal> approvers = IntStream.range(0, Race.WRITERS)
                .mapToObj(i -> governed.key("approver-" + i, Role.APPROVER, "owner-" + i, "root"))
                .toList();

        Race<Standing> race =
                Race.of(writer -> governed.decide(approvers.get(writer), change, writer % 2 == 0 ? APPROVE : REJECT));

        assertThat(race.won()).hasSize(1);
        assertThat(race.lostWith()).containsOnly(ErrorCode.SCHEMA_CHANGE_CLOSED);
    }

    @Test
    void ofManyMoversWithOneApprovalOneMoves() {
        approved(proposed(BREAKING));

        Race<Alias> race = Race.of(writer -> governed.move(operator, 2));

        assertThat(race.won()).isNotEmpty();
        assertThat(race.won()).extracting(Alias::revision).doesNotHaveDuplicates();
        assertThat(race.won()).filteredOn(alias -> alias.schemaChange() != null).hasSize(1);
    }

    @Test
    void aRejectionIsFinalAndAnAuthorMayTakeBack() {
        SchemaChange change = proposed(BREAKING);

        Standing rejected = governed.decide(author, change, REJECT).await();

        assertThat(rejected.change().state()).isEqualTo(State.REJECTED);
        assertThat(Failures.codeOf(governed.decide(approver, rejected.change(), APPROVE)))
                .isEqualTo(ErrorCode.SCHEMA_CHANGE_CLOSED);
    }

    @Test
    void aFirstAliasNeedsNoApprovalButOneContract() {
        governed.publish(2, BREAKING, "author");

        KeelsonException mixed = Failures.of(governed.remap.execute(new RemapAliasUseCase.Input(
                operator, Governed.AGENT, "next", List.of(new AliasTarget(1, 1), new AliasTarget(2, 1)), null, "")));
        Alias next = governed.remap
                .execute(new RemapAliasUseCase.Input(
                        operator, Governed.AGENT, "next", List.of(new AliasTarget(2, 1)), null, ""))
                .await();

        assertThat(mixed.code()).isEqualTo(ErrorCode.REQUEST_INVALID);
        assertThat(next.action()).isEqualTo(Alias.Action.CREATE);
    }

    @Test
    void theRiskyPolicyLetsACompatibleContractPass() {
        governed.policy(terms(Approval.RISKY));
        governed.publish(2, COMPATIBLE, "author");
        governed.publish(3, RISKY, "author");

        assertThat(governed.move(operator, 2).await().describeTargets()).isEqualTo("v2");
        assertThat(Failures.codeOf(governed.move(operator, 3))).isEqualTo(ErrorCode.CONTRACT_CHANGED);
    }

    @Test
    void theDefaultPolicyAsksForApprovalOfACompatibleContractToo() {
        governed.publish(2, COMPATIBLE, "author");

        assertThat(Failures.codeOf(governed.move(operator, 2))).isEqualTo(ErrorCode.CONTRACT_CHANGED);
    }

    @Test
    void thePolicyCanAskForApprovalOfEveryMove() {
        governed.policy(terms(Approval.ALWAYS));
        governed.publish(2, "author");

        SchemaChange change =
                (SchemaChange) Failures.of(governed.move(operator, 2)).current().orElseThrow();
        approved(change);

        assertThat(governed.move(operator, 2).await().schemaChange()).isEqualTo(change.id());
    }

    @Test
    void aFrozenAliasStaysUntilTheWindowEndsButRollsBack() {
        governed.publish(2, "author");
        moved(2);
        governed.policy(new AliasPolicy.Terms(
                Approval.CONTRACT,
                List.of(new FreezeWindow(
                        governed.clock.instant(), governed.clock.instant().plusSeconds(60), "black friday")),
                List.of(),
                Follow.OFF,
                null));

        KeelsonException frozen = Failures.of(governed.move(operator, 1));
        Alias rolledBack = governed.rollBack(operator).await();
        governed.clock.pass(Duration.ofSeconds(60));

        assertThat(frozen.code()).isEqualTo(ErrorCode.ALIAS_FROZEN);
        assertThat(frozen.text()).contains("black friday");
        assertThat(frozen.retryAfter()).contains(Duration.ofSeconds(60));
        assertThat(rolledBack.describeTargets()).isEqualTo("v1");
        assertThat(governed.move(operator, 2).await().describeTargets()).isEqualTo("v2");
    }

    @Test
    void onlyTheNamedMoversMove() {
        governed.publish(2, "author");
        governed.policy(new AliasPolicy.Terms(
                Approval.CONTRACT, List.of(), List.of(new Mover(Mover.Kind.OWNER, "alice")), Follow.OFF, null));

        assertThat(Failures.codeOf(governed.move(operator, 2))).isEqualTo(ErrorCode.MOVE_NOT_ALLOWED);
        assertThat(governed.move(author, 2).await().describeTargets()).isEqualTo("v2");
    }

    @Test
    void showsWhoCallsAndWhatTheNewSchemaWouldRefuse() {
        var strict = new Contract(
                Json.parse("{\"type\":\"object\",\"properties\":{\"text\":{\"maxLength\":3}}}"),
                Fixtures.contract().output());
        governed.traces
                .insertAll(List.of(Fixtures.trace(1, Governed.AGENT), Fixtures.trace(2, Governed.AGENT)))
                .await();
        governed.key("key-caller", Role.CALLER, "shop", "root");
        governed.publish(2, strict, "author");

        SchemaChange change =
                (SchemaChange) Failures.of(governed.move(operator, 2)).current().orElseThrow();

        assertThat(change.impact().traffic()).isEqualTo(new RecordedTraffic.RefusedInputs(2, 2));
        assertThat(change.impact().consumers()).singleElement().satisfies(consumer -> {
            assertThat(consumer.owner()).isEqualTo("shop");
            assertThat(consumer.calls()).isEqualTo(2);
        });
    }

    @Test
    void aChangeOfAnotherAgentDoesNotExist() {
        SchemaChange change = proposed(BREAKING);
        var stranger = new Principal("stranger", "stranger", Role.ADMIN, Set.of("other"));

        assertThat(Failures.codeOf(governed.cases.queries().change(stranger, change.id())))
                .isEqualTo(ErrorCode.SCHEMA_CHANGE_NOT_FOUND);
        assertThat(Failures.codeOf(governed.decide(stranger, change, APPROVE)))
                .isEqualTo(ErrorCode.SCHEMA_CHANGE_NOT_FOUND);
        assertThat(governed.cases
                        .queries()
                        .changes(stranger, null, null, PageRequest.first(10))
                        .await()
                        .items())
                .isEmpty();
    }

    @Test
    void proposesAheadOfTheMove() {
        governed.publish(2, BREAKING, "author");
        var input = new ProposeSchemaChangeUseCase.Input(
                operator, Governed.AGENT, Governed.ALIAS, List.of(new AliasTarget(2, 1)), "soon");

        Standing proposed = governed.cases.propose().execute(input).await();

        approved(proposed.change());
        assertThat(governed.move(operator, 2).await().schemaChange())
                .isEqualTo(proposed.change().id());
        assertThat(Failures.codeOf(governed.cases.propose().execute(input))).isEqualTo(ErrorCode.REQUEST_INVALID);
    }

    @Test
    void nothingIsDecidedOrMovedWithoutItsAuditEntry() {
        SchemaChange change = proposed(BREAKING);
        governed.audit.goAway();

        assertThat(Failures.codeOf(governed.decide(approver, change, APPROVE))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        governed.publish(3, "author");
        assertThat(Failures.codeOf(governed.move(operator, 3))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(standing(change).isOpen()).isTrue();
        assertThat(alias().revision()).isEqualTo(1);
    }

    private SchemaChange proposed(Contract contract) {
        governed.publish(2, contract, "author");
        return (SchemaChange) Failures.of(governed.move(operator, 2)).current().orElseThrow();
    }

    private void approved(SchemaChange change) {
        assertThat(governed.decide(approver, change, APPROVE).await().letsMove())
                .isTrue();
    }

    private void moved(int version) {
        assertThat(governed.move(operator, version).await().describeTargets()).isEqualTo("v" + version);
    }

    private Standing standing(SchemaChange change) {
        return governed.cases.queries().change(approver, change.id()).await();
    }

    private List<Standing> list() {
        return governed.cases
                .queries()
                .changes(approver, null, null, PageRequest.first(50))
                .await()
                .items();
    }

    private Alias alias() {
        return governed.aliases.find(Governed.AGENT, Governed.ALIAS).await().orElseThrow();
    }

    private static AliasPolicy.Terms terms(Approval approval) {
        return new AliasPolicy.Terms(approval, List.of(), List.of(), Follow.OFF, null);
    }
}
