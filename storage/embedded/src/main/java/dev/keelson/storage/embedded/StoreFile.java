package dev.keelson.storage.embedded;

import dev.keelson.storage.embedded.EmbeddedStoreException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The file on disk: opens it for this process and this user only, and makes changes durable. */
final class StoreFile {
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");
    private static final int WRITTEN_FORMAT = 1;
    private static final int TARGET_FILL_PERCENT = 70;
    private static final int COMPACT_BYTES = 4 << 20;
    private static final int COMPACT_AFTER_GROWTH = 8 << 20;
    private static final int COMPACT_AT_CLOSE_MILLIS = 2_000;

    static {
        // With assertions on, as in tests, compaction fails on an assertion that is too strict (h2database issue 4086):
        // a moved chunk may end behind a boundary that only serves to place it well.
        StoreFile.class.getClassLoader().setClassAssertionStatus("org.h2.mvstore.RandomAccessStore", false);
    }

    private final MVStore store;
    private final int compactEvery;
    private int commitsSinceCompaction;
    private long compactedSize;

    private StoreFile(MVStore store, int compactEvery) {
        this.store = store;
        this.compactEvery = compactEvery;
        this.compactedSize = store.getFileStore().size();
    }

    static StoreFile open(EmbeddedStoreConfig config) {
        Path file = config.file().toAbsolutePath();
        try {
            protect(file);
        } catch (IOException e) {
            throw new EmbeddedStoreException(Reason.FILE_NOT_ACCESSIBLE, "cannot create or protect " + file, e);
        }
        try {
            MVStore store = openStore(file, config.cacheMegabytes());
            requireKnownFormat(store, file);
            return new StoreFile(store, config.compactEvery());
        } catch (MVStoreException e) {
            throw translate(e, file);
        }
    }

    MVStore store() {
        return store;
    }

    /** Writes all changes and waits until they are on the disk. */
    void commit() {
        long version = store.commit();
        if (store.isClosed() || store.hasUnsavedChanges()) {
            throw new IllegalStateException("the store did not commit its changes");
        }
        if (version >= 0) {
            store.sync();
        }
    }

    /**
     * Every so many commits, and whenever the file has grown, rewrites some sparse parts of the file, so that their space
     * can be reused. Returns whether it did. To be called after each commit.
     */
    boolean reclaimSpace() {
        long size = store.getFileStore().size();
        if (++commitsSinceCompaction < compactEvery && size < compactedSize + COMPACT_AFTER_GROWTH) {
            return false;
        }
        commitsSinceCompaction = 0;
        compactedSize = size;
        if (!store.compact(TARGET_FILL_PERCENT, COMPACT_BYTES)) {
            return false;
        }
        store.sync();
        return true;
    }

    /** Makes the file as small as it gets in reasonable time and closes it. */
    void close() {
        try {
            // Before closing and not as part of it: what this moves has to be committed before the file is marked as
            // closed properly (h2database issue 4247).
            store.compactFile(COMPACT_AT_CLOSE_MILLIS);
        } finally {
            store.close();
        }
    }

    /** Closes the file as it was after the last commit. */
    void abandon() {
        store.closeImmediately();
    }

    private static MVStore openStore(Path file, int cacheMegabytes) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(cacheMegabytes)
                .autoCommitDisabled()
                // Without this the store commits by itself, in the middle of a change, once enough is unsaved.
                .autoCommitBufferSize(0)
                .open();
        // With a commit per group, any retention would let the file grow without bound.
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        return store;
    }

    private static void requireKnownFormat(MVStore store, Path file) {
        int format = store.getStoreVersion();
        if (format > WRITTEN_FORMAT) {
            store.closeImmediately();
            throw new EmbeddedStoreException(
                    Reason.FILE_NOT_READABLE, file + ": format " + format + " (expected: <= " + WRITTEN_FORMAT + ")");
        }
        store.setStoreVersion(WRITTEN_FORMAT);
    }

    private static void protect(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory == null) {
            throw new EmbeddedStoreException(Reason.FILE_NOT_ACCESSIBLE, file + " (expected: a file in a directory)");
        }
        if (!Files.getFileStore(existingParent(directory)).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.createDirectories(directory);
            return;
        }
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY_DIRECTORY));
        requirePrivate(directory);
        if (Files.exists(file)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY_FILE);
            return;
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FILE));
        syncDirectory(directory);
    }

    private static Path existingParent(Path directory) {
        Path candidate = directory;
        while (!Files.exists(candidate) && candidate.getParent() != null) {
            candidate = candidate.getParent();
        }
        return candidate;
    }

    private static void requirePrivate(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        if (!OWNER_ONLY_DIRECTORY.containsAll(permissions)) {
            throw new EmbeddedStoreException(
                    Reason.DIRECTORY_NOT_PRIVATE,
                    "permissions of " + directory + ": " + PosixFilePermissions.toString(permissions)
                            + " (expected: rwx------, as set by chmod 700)");
        }
    }

    // A new file is only there after a crash if its directory entry is on the disk as well.
    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static EmbeddedStoreException translate(MVStoreException failure, Path file) {
        return switch (failure.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED ->
                new EmbeddedStoreException(Reason.FILE_IN_USE, file + " is open in another process or store", failure);
            case DataUtils.ERROR_READING_FAILED ->
                new EmbeddedStoreException(Reason.FILE_NOT_ACCESSIBLE, "cannot read " + file, failure);
            default ->
                new EmbeddedStoreException(Reason.FILE_NOT_READABLE, file + " is damaged or not a store", failure);
        };
    }
}
