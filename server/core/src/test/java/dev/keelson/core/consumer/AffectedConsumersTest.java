package dev.keelson.core.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.compatibility.ChangeClass;
import dev.keelson.core.compatibility.ContractChange;
import dev.keelson.core.compatibility.Direction;
import dev.keelson.core.consumer.Consumer.Declaration;
import dev.keelson.core.consumer.ConsumerImpact.Impact;
import dev.keelson.core.contract.FieldSelection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AffectedConsumersTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
    private static final ContractChange INPUT =
            change(Direction.INPUT, "/properties/subject/maxLength", "input.length.max-lowered");
    private static final ContractChange VALUE =
            change(Direction.OUTPUT, "/properties/queue/enum", "output.enum.value-added");
    private static final ContractChange NESTED =
            change(Direction.OUTPUT, "/properties/lines/items/properties/amount/type", "output.type.changed");

    private final Vertx vertx = Vertx.vertx();
    private final InMemoryConsumerRepository stored = new InMemoryConsumerRepository();
    private final ConsumerRecorder recorder = new ConsumerRecorder(vertx, stored, CLOCK);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void addsUpWhatWasSeen() {
        run("key-1", "production", "queue,/lines/amount");
        run("key-1", "production", "queue");
        recorder.flush().await();
        run("key-1", "production", null);
        run("key-1", "7", "urgent");
        recorder.flush().await();
        recorder.flush().await();

        Consumer consumer = stored.find("triage", "key-1").await().orElseThrow();
        ObservedUse use = consumer.use("production").orElseThrow();
        assertThat(use.runs()).isEqualTo(3);
        assertThat(use.fields()).containsOnlyKeys("/queue", "/lines/amount");
        assertThat(use.wholeOn()).isEqualTo("2026-11-24");
        assertThat(consumer.use("7").orElseThrow().runs()).isEqualTo(1);
    }

    @Test
    void keepsThirtyDays() {
        run("key-1", "production", "queue");
        recorder.flush().await();
        Consumer consumer = stored.find("triage", "key-1").await().orElseThrow();
        ObservedUse use = consumer.use("production").orElseThrow();

        var lastKept = use.keptOn(LocalDate.parse("2026-12-23"));
        var gone = use.keptOn(LocalDate.parse("2026-12-24"));

        assertThat(lastKept.runs()).isEqualTo(1);
        assertThat(gone.runs()).isZero();
        assertThat(gone.fields()).isEmpty();
        assertThat(gone.lastUsedAt()).isEqualTo(CLOCK.instant());
    }

    @Test
    void keepsWhatTheStoreDidNotTake() {
        var away = new ConsumerRepositoryAway(stored);
        var waiting = new ConsumerRecorder(vertx, away, CLOCK);
        waiting.record(new ConsumerRecorder.Use("triage", "production", "key-1", "1.0", null));

        assertThat(waiting.flush().otherwiseEmpty().await()).isNull();
        assertThat(stored.find("triage", "key-1").await()).isEmpty();
        away.back = true;
        waiting.flush().await();

        assertThat(stored.find("triage", "key-1").await().orElseThrow().uses()).hasSize(1);
    }

    @Test
    void reachesAllCallersOfTheAliasWithItsInput() {
        run("key-1", "production", "urgent");
        run("key-2", "canary", null);
        run("key-3", "3", null);
        declare("key-4", List.of("production"), null, false);
        recorder.flush().await();

        List<ConsumerImpact> impacts = of(INPUT);

        assertThat(impacts).extracting(ConsumerImpact::keyId).containsExactly("key-1", "key-4");
        assertThat(impacts).allMatch(impact -> impact.impact() == Impact.AFFECTED);
        assertThat(impacts.get(0).evidence().get(0)).startsWith("1 runs of production in the last 30 days");
    }

    @Test
    void reachesWithItsOutputThoseWhoReadTheChangedField() {
        run("key-1", "production", "/lines/amount");
        run("key-2", "production", "lines");
        run("key-3", "production", "urgent,/lines/name");
        run("key-4", "production", null);
        run("key-5", "production", null);
        declare("key-5", List.of("production"), List.of("/urgent"), false);
        recorder.flush().await();

        assertThat(of(NESTED))
                .extracting(ConsumerImpact::keyId, ConsumerImpact::impact)
                .containsExactly(
                        tuple("key-1", Impact.AFFECTED),
                        tuple("key-2", Impact.AFFECTED),
                        tuple("key-4", Impact.UNKNOWN),
                        tuple("key-3", Impact.NOT_AFFECTED),
                        tuple("key-5", Impact.NOT_AFFECTED));
    }

    @Test
    void reachesWithANewValueThoseWhoDeclaredThatTheyKnowAll() {
        run("key-1", "production", "queue");
        declare("key-2", List.of("production"), null, true);
        declare("key-3", List.of("production"), List.of("/queue"), false);
        declare("key-4", List.of("production"), List.of("/urgent"), true);
        recorder.flush().await();

        assertThat(of(VALUE))
                .extracting(ConsumerImpact::keyId, ConsumerImpact::impact)
                .containsExactly(
                        tuple("key-2", Impact.AFFECTED),
                        tuple("key-1", Impact.UNKNOWN),
                        tuple("key-3", Impact.NOT_AFFECTED),
                        tuple("key-4", Impact.NOT_AFFECTED));
    }

    @Test
    void reachesNobodyWithWhatIsHarmless() {
        run("key-1", "production", null);
        recorder.flush().await();
        var harmless = new ContractChange(
                Direction.OUTPUT, "/properties/new", ChangeClass.COMPATIBLE, "output.property.added", "a new field");

        assertThat(of(harmless)).extracting(ConsumerImpact::impact).containsExactly(Impact.NOT_AFFECTED);
    }

    private List<ConsumerImpact> of(ContractChange change) {
        return new AffectedConsumers(stored, CLOCK)
                .of("triage", "production", List.of(change))
                .await();
    }

    private void run(String key, String ref, @Nullable String fields) {
        recorder.record(new ConsumerRecorder.Use(
                "triage", ref, key, "1.0", fields == null ? null : FieldSelection.parse(fields)));
    }

    private void declare(String key, List<String> aliases, @Nullable List<String> fields, boolean exhaustive) {
        var declared = new Declaration(aliases, fields, "", exhaustive, 1, CLOCK.instant(), key);
        assertThat(stored.put(Consumer.unknown("triage", key).with(declared)).await())
                .isTrue();
    }

    private static ContractChange change(Direction direction, String pointer, String rule) {
        return new ContractChange(direction, pointer, ChangeClass.BREAKING, rule, "something else");
    }

    /** Fails until it is back. */
    private static final class ConsumerRepositoryAway implements ConsumerRepository {
        private final ConsumerRepository stored;
        private boolean back;

        ConsumerRepositoryAway(ConsumerRepository stored) {
            this.stored = stored;
        }

        @Override
        public Future<Optional<Consumer>> find(String agent, String keyId) {
            return back ? stored.find(agent, keyId) : Future.failedFuture("away");
        }

        @Override
        public Future<Boolean> put(Consumer consumer) {
            return stored.put(consumer);
        }

        @Override
        public Future<Page<Consumer>> list(String agent, PageRequest page) {
            return stored.list(agent, page);
        }
    }
}
