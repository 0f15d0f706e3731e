package dev.keelson.core.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Pages;
import dev.keelson.core.consumer.Consumer.Declaration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ConsumerRepository} must do. */
public abstract class ConsumerRepositoryContract {
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");

    private ConsumerRepository consumers = new InMemoryConsumerRepository();

    protected abstract ConsumerRepository emptyRepository();

    @BeforeEach
    void open() {
        consumers = emptyRepository();
    }

    @Test
    void givesBackWhatWasStored() {
        Consumer consumer = consumer("triage", "key-1", 1);

        assertThat(consumers.put(consumer).await()).isTrue();

        assertThat(consumers.find("triage", "key-1").await()).contains(consumer);
        assertThat(consumers.find("triage", "key-2").await()).isEmpty();
        assertThat(consumers.find("other", "key-1").await()).isEmpty();
    }

    @Test
    void letsOneOfTwoWritersOfARevisionLose() {
        Consumer first = consumer("triage", "key-1", 1);

        assertThat(consumers.put(first).await()).isTrue();
        assertThat(consumers.put(first).await()).isFalse();
        assertThat(consumers.put(consumer("triage", "key-1", 3)).await()).isFalse();
        assertThat(consumers.put(consumer("triage", "key-1", 2)).await()).isTrue();
        assertThat(consumers.put(consumer("triage", "key-1", 2)).await()).isFalse();
        assertThat(consumers.put(consumer("triage", "key-9", 2)).await()).isFalse();
        assertThat(consumers.find("triage", "key-1").await().orElseThrow().revision())
                .isEqualTo(2);
    }

    @Test
    void listsThoseOfOneAgentInOrderOfKey() {
        for (String key : List.of("key-3", "key-1", "key-2")) {
            assertThat(consumers.put(consumer("triage", key, 1)).await()).isTrue();
            assertThat(consumers.put(consumer("triage-2", key, 1)).await()).isTrue();
        }

        assertThat(Pages.all(2, page -> consumers.list("triage", page)))
                .extracting(Consumer::keyId)
                .containsExactly("key-1", "key-2", "key-3");
        assertThat(Pages.all(2, page -> consumers.list("triag", page))).isEmpty();
        Pages.assertRefusesCursorsItDidNotGive(page -> consumers.list("triage", page));
    }

    static Consumer consumer(String agent, String keyId, long revision) {
        var use = new ObservedUse(
                "production",
                "1.0",
                DAY,
                new TreeMap<>(Map.of("/a.b/$c", DAY, "/queue", DAY.minusDays(3))),
                new TreeMap<>(Map.of(DAY, 5L, DAY.minusDays(1), 2L)),
                Fixtures.NOW);
        var declared = new Declaration(
                List.of("production"), List.of("/queue"), "team@company.example", true, 2, Fixtures.NOW, "key-1");
        return new Consumer(agent, keyId, revision, revision == 1 ? null : declared, List.of(use));
    }
}
