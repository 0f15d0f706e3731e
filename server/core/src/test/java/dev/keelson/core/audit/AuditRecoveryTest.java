package dev.keelson.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.audit.AuditEvent.Outcome;
import dev.keelson.core.audit.AuditEvent.Result;
import dev.keelson.core.common.Race;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AuditRecoveryTest {
    private static final String PRODUCTION = "agents/triage/aliases/production";

    private final Vertx vertx = Vertx.vertx();
    private final InMemoryAuditRepository entries = new InMemoryAuditRepository();
    private final AtomicInteger writers = new AtomicInteger();
    /** What was made of each target. */
    private final Map<String, List<String>> changes = new HashMap<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void closesAChangeThatWasMadeAsDone() {
        append(AuditEntries.remap("production"));
        made(PRODUCTION, "revision 4: v2");

        assertThat(at(Duration.ofMinutes(3)).closeAbandoned().await()).isEqualTo(1);

        AuditEvent outcome = last();
        assertThat(outcome.result()).isEqualTo(Result.DONE);
        assertThat(outcome.after()).isEqualTo("revision 4: v2");
        assertThat(outcome.intentSeq()).isEqualTo(1);
        assertThat(outcome.actor()).isEqualTo(AuditActor.KEELSON);
        assertThat(entries.settledUpTo().await()).isEqualTo(2);
    }

    @Test
    void closesAChangeThatWasNotMadeAsInterrupted() {
        append(AuditEntries.remap("production"));

        assertThat(at(Duration.ofMinutes(3)).closeAbandoned().await()).isEqualTo(1);

        assertThat(last().result()).isEqualTo(new Result(Outcome.FAILED, "interrupted"));
    }

    @Test
    void saysThatItDoesNotKnowWhereNothingCanBeSeen() {
        append(AuditEntries.intent("a", "plugin.load", "plugins/x"));

        assertThat(at(Duration.ofMinutes(3)).closeAbandoned().await()).isEqualTo(1);

        assertThat(last().result()).isEqualTo(new Result(Outcome.UNKNOWN, "interrupted"));
    }

    @Test
    void leavesYoungIntentsAloneUnlessTheStoreIsItsOwn() {
        append(AuditEntries.remap("production"));

        assertThat(at(Duration.ofMinutes(1)).closeAbandoned().await()).isZero();
        assertThat(entries.settledUpTo().await()).isZero();
        assertThat(at(Duration.ofMinutes(1)).closeAll().await()).isEqualTo(1);
    }

    @Test
    void doesNotTakeTheChangeOfALaterCallForThatOfTheFirst() {
        append(AuditEntries.remap("production"), AuditEntries.remap("production"), done(2, "revision 4: v2"));
        made(PRODUCTION, "revision 4: v2");

        assertThat(at(Duration.ofMinutes(3)).closeAbandoned().await()).isEqualTo(1);

        assertThat(last().intentSeq()).isEqualTo(1);
        assertThat(last().result()).isEqualTo(new Result(Outcome.FAILED, "interrupted"));
    }

    @Test
    void saysThatItDoesNotKnowWhichOfTwoMadeTheChange() {
        append(AuditEntries.remap("production"), AuditEntries.remap("production"));
        made(PRODUCTION, "revision 4: v2");

        assertThat(at(Duration.ofMinutes(3)).closeAbandoned().await()).isEqualTo(2);

        assertThat(entries.read(3, 10).await())
                .extracting(entry -> entry.event().result())
                .containsOnly(new Result(Outcome.UNKNOWN, "interrupted"));
    }

    @Test
    void closesEachOnceWhenManyNodesTry() {
        List<AuditEvent> intents = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            intents.add(AuditEntries.remap("alias-" + i));
        }
        append(intents.toArray(AuditEvent[]::new));

        Race<Integer> race = Race.of(4, writer -> at(Duration.ofMinutes(3)).closeAbandoned());

        assertThat(race.lost()).isEmpty();
        assertThat(entries.read(21, 100).await())
                .extracting(entry -> entry.event().intentSeq())
                .hasSize(20)
                .doesNotHaveDuplicates();
        assertThat(new AuditVerifier(vertx, entries).verify(1, null).await().firstBad())
                .isNull();
    }

    @Test
    void findsOpenIntentsOverManyPages() {
        List<AuditEvent> events = new ArrayList<>(List.of(AuditEntries.remap("first")));
        for (int i = 0; i < 700; i++) {
            events.add(AuditEntries.remap("alias-" + i));
            events.add(done(2L * i + 2, "revision 4: v2"));
        }
        append(events.toArray(AuditEvent[]::new));

        assertThat(at(Duration.ofMinutes(3)).closeAbandoned().await()).isEqualTo(1);
        assertThat(last().intentSeq()).isEqualTo(1);
        assertThat(entries.settledUpTo().await()).isEqualTo(1_402);
        assertThat(at(Duration.ofMinutes(3)).closeAbandoned().await()).isZero();
    }

    private AuditRecovery at(Duration later) {
        Clock clock = Clock.fixed(Fixtures.NOW.plus(later), ZoneOffset.UTC);
        return new AuditRecovery(new AuditRecovery.Parts(
                vertx, entries, List.of(new KnownChanges()), "n" + writers.incrementAndGet(), clock));
    }

    private AuditEvent done(long intentSeq, String after) {
        AuditEvent refusal = AuditEntries.refusal(intentSeq);
        return new AuditEvent(
                refusal.at(),
                refusal.actor(),
                refusal.action(),
                refusal.target(),
                refusal.before(),
                after,
                "",
                Result.DONE,
                intentSeq);
    }

    private void made(String target, String change) {
        changes.computeIfAbsent(target, absent -> new ArrayList<>()).add(change);
    }

    private void append(AuditEvent... events) {
        entries.append(AuditEntries.chained(null, events)).await();
    }

    private AuditEvent last() {
        return entries.tail().await().orElseThrow().event();
    }

    private final class KnownChanges implements AuditedTarget {

        @Override
        public boolean covers(String action) {
            return action.equals(AuditActions.ALIAS_REMAP);
        }

        @Override
        public Future<List<String>> changesSince(AuditEvent intent) {
            return Future.succeededFuture(changes.getOrDefault(intent.target(), List.of()));
        }
    }
}
