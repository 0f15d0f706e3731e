package dev.keelson.app;

import dev.keelson.core.common.Json;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.routing.CatalogLayer;
import dev.keelson.core.routing.CatalogUpdates;
import dev.keelson.core.routing.ModelCatalogReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the model catalogue: the operator's file, and what any node has stored. Both are looked at every two seconds, one
 * look after the other.
 */
final class CatalogWatch {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final long MAX_BYTES = 4 << 20;
    private static final int SHOWN_VIOLATIONS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(CatalogWatch.class);

    private final CatalogUpdates updates;
    private final @Nullable Path file;
    /** What was read last; touched by one look at a time. */
    private @Nullable Stamp seen;

    private String reported = "";

    /** {@code file}: null when the operator has none. */
    CatalogWatch(CatalogUpdates updates, @Nullable Path file) {
        this.updates = updates;
        this.file = file;
    }

    /** Tells one state of a file from the next. */
    private record Stamp(long modified, long size, @Nullable Object key) {}

    /** Blocks for the first look, so that the first call is priced by what the operator has set. */
    void start(Vertx vertx) {
        look(vertx).await();
        lookLater(vertx);
    }

    private void lookLater(Vertx vertx) {
        vertx.setTimer(EVERY.toMillis(), timer -> look(vertx).onComplete(done -> lookLater(vertx)));
    }

    private Future<Void> look(Vertx vertx) {
        return vertx.executeBlocking(this::readFile)
                .compose(done -> updates.refresh())
                .map(CatalogUpdates.State::problems)
                .recover(failure ->
                        Future.succeededFuture(List.of("the stored entries can't be read: " + failure.getMessage())))
                .map(problems -> {
                    report(String.join("; ", problems));
                    return null;
                });
    }

    /** Once for each change, not for each look. */
    private void report(String problems) {
        if (!problems.equals(reported)) {
            reported = problems;
            if (problems.isEmpty()) {
                LOG.info(
                        "model catalogue {} is in force",
                        updates.state().catalog().version());
            } else {
                LOG.warn("model catalogue: {}", problems);
            }
        }
    }

    private @Nullable Void readFile() {
        if (file == null) {
            return null;
        }
        try {
            Stamp now = stamp(file);
            if (!now.equals(seen)) {
                seen = now;
                updates.fileRead(read(file, now.size()));
                LOG.info(
                        "read {}: model catalogue {} is in force",
                        file,
                        updates.state().catalog().version());
            }
        } catch (IOException unreadable) {
            seen = null;
            updates.fileUnusable(file + ": can't be read");
        } catch (KeelsonException unfit) {
            updates.fileUnusable(file + ": " + unfit.text() + violations(unfit));
        }
        return null;
    }

    private static CatalogLayer read(Path file, long size) throws IOException {
        if (size > MAX_BYTES) {
            throw new IOException("size: " + size + " (expected: at most " + MAX_BYTES + ")");
        }
        return ModelCatalogReader.read(CatalogLayer.Origin.FILE, Json.parse(Files.readAllBytes(file)));
    }

    private static Stamp stamp(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(now.lastModifiedTime().toMillis(), now.size(), now.fileKey());
    }

    private static String violations(KeelsonException unfit) {
        return unfit.violations().stream()
                .limit(SHOWN_VIOLATIONS)
                .map(CatalogWatch::words)
                .collect(Collectors.joining("; ", " ", ""));
    }

    private static String words(Violation violation) {
        return violation.pointer() + " " + violation.message();
    }
}
