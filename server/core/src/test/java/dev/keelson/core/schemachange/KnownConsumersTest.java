package dev.keelson.core.schemachange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.access.InMemoryApiKeyRepository;
import dev.keelson.core.compatibility.ChangeClass;
import dev.keelson.core.compatibility.ContractChange;
import dev.keelson.core.compatibility.Direction;
import dev.keelson.core.consumer.Consumer.Declaration;
import dev.keelson.core.consumer.InMemoryConsumerRepository;
import dev.keelson.core.schemachange.AffectedConsumers.Consumer;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownConsumersTest {
    private static final ContractChange NEW_VALUE = new ContractChange(
            Direction.OUTPUT,
            "/properties/queue/enum",
            ChangeClass.RISKY,
            "output.enum.value-added",
            "the list of values has new ones");
    private static final Consumer CALLER =
            new Consumer("key-caller", "shop", "kim", 3, Fixtures.NOW, "made 3 of the alias's last 4 calls");

    private final InMemoryConsumerRepository stored = new InMemoryConsumerRepository();
    private final InMemoryApiKeyRepository keys = new InMemoryApiKeyRepository();
    private final AffectedConsumers known = new KnownConsumers(
            (agent, alias, changes) -> Future.succeededFuture(List.of(CALLER)),
            new dev.keelson.core.consumer.AffectedConsumers(stored, Clock.fixed(Fixtures.NOW, ZoneOffset.UTC)),
            keys);

    @Test
    void leavesACallerOfWhomNothingElseIsKnownAsItIs() {
        assertThat(consumers()).containsExactly(CALLER);
    }

    @Test
    void addsWhatACallerDeclared() {
        declare("key-caller", List.of("/urgent"), false);

        assertThat(consumers()).hasSize(1);
        assertThat(consumers().get(0).calls()).isEqualTo(3);
        assertThat(consumers().get(0).evidence())
                .startsWith("made 3 of the alias's last 4 calls; not affected: ")
                .endsWith("(team@example.com)");
    }

    @Test
    void namesWhoDeclaredThatItCallsAndBreaksOnNewValues() {
        assertThat(keys.insertIfAbsent(Fixtures.apiKey("key-silent")).await()).isTrue();
        declare("key-silent", List.of("/queue"), true);

        assertThat(consumers()).extracting(Consumer::keyId).containsExactly("key-caller", "key-silent");
        Consumer silent = consumers().get(1);
        assertThat(silent.name()).isEqualTo("nightly job");
        assertThat(silent.lastCallAt()).isNull();
        assertThat(silent.evidence()).startsWith("affected: ").contains("/properties/queue/enum");
    }

    private List<Consumer> consumers() {
        return known.of("triage", "production", List.of(NEW_VALUE)).await();
    }

    private void declare(String key, List<String> fields, boolean exhaustive) {
        var declared =
                new Declaration(List.of("production"), fields, "team@example.com", exhaustive, 1, Fixtures.NOW, key);
        var consumer = new dev.keelson.core.consumer.Consumer("triage", key, 1, declared, List.of());
        assertThat(stored.put(consumer).await()).isTrue();
    }
}
