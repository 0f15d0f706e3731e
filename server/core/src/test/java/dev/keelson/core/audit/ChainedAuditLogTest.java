package dev.keelson.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.audit.AuditEvent.Outcome;
import dev.keelson.core.audit.AuditEvent.Result;
import dev.keelson.core.common.Failures;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChainedAuditLogTest {
    private static final Clock CLOCK = Clock.fixed(Fixtures.NOW, ZoneOffset.UTC);
    private static final Principal KIM = new Principal("key-operator", "night shift", Role.ADMIN, Set.of(), "kim");
    private static final AuditedChange REMAP = new AuditedChange(
            KIM, AuditActions.ALIAS_REMAP, "agents/triage/aliases/production", "revision 3: v1", "better");

    private final Vertx vertx = Vertx.vertx();
    private final InMemoryAuditRepository entries = new InMemoryAuditRepository();
    private final AtomicInteger nodes = new AtomicInteger();
    private final ChainedAuditLog log = log(entries);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void writesIntentAndOutcomeOfAChange() {
        String made = log.record(REMAP, () -> Future.succeededFuture("done"), result -> "revision 4: v2")
                .await();

        assertThat(made).isEqualTo("done");
        List<AuditEntry> written = entries.read(1, 10).await();
        assertThat(written).hasSize(2).allMatch(AuditEntry::isIntact);
        assertThat(written.get(0).event().isIntent()).isTrue();
        assertThat(written.get(0).event().actor()).isEqualTo(new AuditActor("key-operator", "kim"));
        assertThat(written.get(1).event().result()).isEqualTo(Result.DONE);
        assertThat(written.get(1).event().after()).isEqualTo("revision 4: v2");
        assertThat(written.get(1).event().intentSeq()).isEqualTo(1);
        assertThat(written.get(1).prev()).isEqualTo(written.get(0).hash());
    }

    @Test
    void writesTheIntentBeforeTheChange() {
        Long before = log.record(
                        REMAP,
                        () -> entries.tail()
                                .map(tail -> tail.map(AuditEntry::seq).orElse(0L)),
                        seq -> "")
                .await();

        assertThat(before).isEqualTo(1);
    }

    @Test
    void writesRefusalsWithTheirCode() {
        Future<String> refused = log.record(
                REMAP,
                () -> Future.failedFuture(new KeelsonException(ErrorCode.REVISION_STALE, "moved")),
                result -> "never");

        assertThat(Failures.codeOf(refused)).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(last().result()).isEqualTo(new Result(Outcome.REFUSED, "revision_stale"));
        assertThat(last().after()).isEmpty();
    }

    @Test
    void writesOtherFailuresWithoutTheirWords() {
        Future<String> broken = log.record(
                REMAP,
                () -> {
                    throw new IllegalStateException("password 123");
                },
                result -> "never");

        assertThat(Failures.causeOf(broken)).hasMessage("password 123");
        assertThat(last().result()).isEqualTo(new Result(Outcome.FAILED, "unexpected"));
        assertThat(AuditJson.entry(entries.tail().await().orElseThrow()).toString())
                .doesNotContain("password");
    }

    @Test
    void leavesAChangeOpenWhoseOutcomeIsUnknown() {
        Future<String> unknown = log.record(
                REMAP,
                () -> Future.failedFuture(new KeelsonException(ErrorCode.STORE_UNAVAILABLE, "no answer")),
                result -> "never");

        assertThat(Failures.codeOf(unknown)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(entries.read(1, 10).await()).hasSize(1);
    }

    @Test
    void makesNoChangeWithoutItsIntent() {
        var away = new AwayAuditRepository(entries, 0);
        AtomicInteger made = new AtomicInteger();

        Future<Integer> refused =
                log(away).record(REMAP, () -> Future.succeededFuture(made.incrementAndGet()), String::valueOf);

        assertThat(Failures.codeOf(refused)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(made).hasValue(0);
    }

    @Test
    void answersAMadeChangeAsMadeWhenItsOutcomeCannotBeWritten() {
        var away = new AwayAuditRepository(entries, 1);

        assertThat(log(away)
                        .record(REMAP, () -> Future.succeededFuture(7), String::valueOf)
                        .await())
                .isEqualTo(7);
        assertThat(entries.read(1, 10).await()).hasSize(1);
    }

    @Test
    void goesOnOnceTheStoreIsBack() {
        var away = new AwayAuditRepository(entries, 0);
        ChainedAuditLog log = log(away);
        assertThat(Failures.codeOf(log.record(REMAP, () -> Future.succeededFuture(1), String::valueOf)))
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        away.comeBack();

        assertThat(log.record(REMAP, () -> Future.succeededFuture(2), String::valueOf)
                        .await())
                .isEqualTo(2);
        assertThat(entries.read(1, 10).await()).hasSize(2);
    }

    @Test
    void keepsOneChainWithoutGapWhenManyNodesWriteAtOnce() {
        int many = 4;
        int each = 250;
        List<ChainedAuditLog> logs =
                IntStream.range(0, many).mapToObj(node -> log(entries)).toList();
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            int number = i;
            logs.forEach(node -> all.add(node.record(REMAP, () -> Future.succeededFuture(number), String::valueOf)));
        }

        assertThat(Future.all(all).await().size()).isEqualTo(many * each);

        AuditVerification verified =
                new AuditVerifier(vertx, entries).verify(1, null).await();
        assertThat(verified.firstBad()).isNull();
        assertThat(verified.to()).isEqualTo(2L * many * each);
        assertThat(verified.next()).isNull();
    }

    @Test
    void refusesMoreThanMayWait() {
        var slow = new AwayAuditRepository(entries, Integer.MAX_VALUE).neverAnswering();
        ChainedAuditLog log = log(slow);
        List<Future<Integer>> all = IntStream.range(0, 2 * AuditChain.MAX_WAITING)
                .mapToObj(number -> log.record(REMAP, () -> Future.succeededFuture(number), String::valueOf))
                .toList();

        assertThat(all.stream().filter(Future::failed)).hasSizeGreaterThan(AuditChain.MAX_WAITING / 2);
        assertThat(Failures.codeOf(all.get(all.size() - 1))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    private ChainedAuditLog log(AuditRepository over) {
        return new ChainedAuditLog(
                new AuditChain(vertx, over, "node-" + nodes.incrementAndGet(), new Random(1)), CLOCK);
    }

    private AuditEvent last() {
        return entries.tail().await().orElseThrow().event();
    }
}
