package dev.keelson.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.common.Json;
import dev.keelson.core.routing.CatalogInForce;
import dev.keelson.core.routing.CatalogUpdates;
import dev.keelson.core.routing.ModelCatalogRepository;
import dev.keelson.core.routing.StoredCatalog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogWatchIT {
    private static final String OWN = """
            {"asOf":"2026-12-24","models":[{"provider":"lab","id":"own","tier":"fast","capabilities":[]}]}""";
    /** What the documentation promises. */
    private static final long MAX_SECONDS = 5;

    private final Vertx vertx = Vertx.vertx();
    private final OtherNode store = new OtherNode();
    private final CatalogInForce catalogs = CatalogInForce.builtIn();
    private final CatalogUpdates updates = new CatalogUpdates(catalogs, store);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void hasReadTheFileWhenItHasStarted() throws IOException {
        start(write(OWN));

        assertThat(isKnown("own")).isTrue();
    }

    @Test
    void readsTheFileAgainWhenItChanges() throws IOException {
        Path file = write(OWN);
        start(file);

        replace(file, OWN.replace("own", "other"));

        within5Seconds(() -> isKnown("other"));
        assertThat(isKnown("own")).isFalse();
    }

    @Test
    void aBadFileLeavesTheOldEntriesAndIsTold() throws IOException {
        Path file = write(OWN);
        start(file);

        replace(file, OWN.replace("\"fast\"", "\"huge\""));

        within5Seconds(() -> !updates.state().problems().isEmpty());
        assertThat(updates.state().problems().get(0)).contains("catalog.json", "/models/0/tier");
        assertThat(isKnown("own")).isTrue();

        replace(file, OWN.replace("own", "mended"));
        within5Seconds(() -> updates.state().problems().isEmpty());
        assertThat(isKnown("mended")).isTrue();
    }

    @Test
    void aMissingFileIsToldAndTheServerStarts() throws IOException {
        Path file = folder.resolve("catalog.json");
        start(file);

        assertThat(updates.state().problems()).containsExactly(file + ": can't be read");

        assertThat(write(OWN)).isEqualTo(file);
        within5Seconds(() -> isKnown("own"));
    }

    @Test
    void takesOverWhatAnotherNodeStoresWithin5Seconds() {
        new CatalogWatch(updates, null).start(vertx);

        store.stored = Optional.of(new StoredCatalog(1, Json.parse(OWN), Instant.EPOCH, "k1"));

        within5Seconds(() -> isKnown("own"));
    }

    private void start(Path file) {
        new CatalogWatch(updates, file).start(vertx);
    }

    private boolean isKnown(String model) {
        return catalogs.current().find("lab", "lab", model).isPresent();
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("catalog.json"), content);
    }

    /** As an operator's tools do it: another file takes its place. */
    private void replace(Path file, String content) throws IOException {
        Path next = Files.writeString(folder.resolve("next.json"), content);
        assertThat(Files.move(next, file, StandardCopyOption.REPLACE_EXISTING)).isEqualTo(file);
    }

    private static void within5Seconds(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** A store that another node writes to. */
    private static final class OtherNode implements ModelCatalogRepository {
        private volatile Optional<StoredCatalog> stored = Optional.empty();

        @Override
        public Future<Optional<StoredCatalog>> find() {
            return Future.succeededFuture(stored);
        }

        @Override
        public Future<StoredCatalog> replace(StoredCatalog next) {
            return Future.failedFuture("only the other node writes");
        }
    }
}
