package dev.keelson.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.core.Fixtures;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceJournalTest {
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private static final long ROOM = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void givesBatchesBackInOrderAndWhole() {
        TraceJournal journal = TraceJournal.open(directory, ROOM, reports::add);
        Trace first = Fixtures.trace(1, "a");
        Trace second = Fixtures.trace(2, "a");
        journal.append(List.of(first));
        journal.append(List.of(second));

        TraceJournal reopened = TraceJournal.open(directory, ROOM, reports::add);

        TraceJournal.Batch oldest = reopened.oldest().orElseThrow();
        assertThat(oldest.traces()).containsExactly(first, second);
        reopened.remove(oldest);
        assertThat(reopened.isEmpty()).isTrue();
        assertThat(reopened.bytes()).isZero();
    }

    @Test
    void givesBackSoManyAtOnceThatTheStoreCanTakeThem() {
        TraceJournal journal = TraceJournal.open(directory, ROOM, reports::add);
        for (int i = 0; i < 350; i++) {
            journal.append(List.of(Fixtures.trace(i, "a")));
        }

        TraceJournal.Batch oldest = journal.oldest().orElseThrow();
        journal.remove(oldest);

        assertThat(oldest.traces()).hasSize(200);
        assertThat(journal.oldest().orElseThrow().traces()).hasSize(150);
    }

    @Test
    void neverWritesOverWhatWaits() {
        TraceJournal.open(directory, ROOM, reports::add).append(List.of(Fixtures.trace(1, "a")));
        TraceJournal.open(directory, ROOM, reports::add).append(List.of(Fixtures.trace(2, "a")));

        assertThat(directory).isDirectoryContaining("glob:**0.ndjson").isDirectoryContaining("glob:**1.ndjson");
    }

    @Test
    void keepsWhatCanBeReadOfATornFile() throws IOException {
        TraceJournal journal = TraceJournal.open(directory, ROOM, reports::add);
        Trace whole = Fixtures.trace(1, "a");
        journal.append(List.of(whole));
        try (var files = Files.list(directory)) {
            Files.writeString(files.findFirst().orElseThrow(), "{\"summary\":{\"id\":\"tor", StandardOpenOption.APPEND);
        }

        assertThat(journal.oldest().orElseThrow().traces()).containsExactly(whole);
    }

    @Test
    void setsAFileAsideThatNobodyCanRead() throws IOException {
        Files.writeString(directory.resolve("0000000000000000000.ndjson"), "nonsense");
        TraceJournal journal = TraceJournal.open(directory, ROOM, reports::add);

        assertThat(journal.oldest()).isEmpty();
        assertThat(directory).isDirectoryContaining("glob:**.broken");
        assertThat(reports).last().asString().contains("0000000000000000000.ndjson", ".broken");
        assertThat(journal.isEmpty()).isTrue();
    }

    @Test
    void refusesMoreThanItHasRoomFor() {
        TraceJournal journal = TraceJournal.open(directory, 10, reports::add);

        assertThatThrownBy(() -> journal.append(List.of(Fixtures.trace(1, "a"))))
                .isInstanceOfSatisfying(
                        KeelsonException.class, full -> assertThat(full.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
        assertThat(journal.isEmpty()).isTrue();
    }
}
