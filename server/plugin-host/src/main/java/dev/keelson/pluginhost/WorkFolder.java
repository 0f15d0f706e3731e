package dev.keelson.pluginhost;

import dev.keelson.core.common.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the private copies that are loaded, named by digest. Held by one server at a time. Used by one thread at a
 * time.
 */
final class WorkFolder implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);
    private static final int DIGEST_START = "sha256:".length();
    private static final int DIGEST_CHARACTERS = 16;

    private final Path folder;
    private final FileChannel lockFile;
    private long copies;

    private WorkFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** Fails when another server holds the folder; deletes the copies that an earlier one left. */
    static WorkFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel lockFile =
                FileChannel.open(folder.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(lockFile) == null) {
            lockFile.close();
            throw new IOException(folder + " is in use by another server");
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*.jar")) {
            left.forEach(WorkFolder::deleteQuietly);
        }
        return new WorkFolder(folder, lockFile);
    }

    /** Each copy has a name of its own, even of equal bytes: an old and a new state of a plugin live side by side. */
    PluginJar copy(String file, byte[] bytes) throws IOException {
        String digest = Sha256.of(bytes);
        String name = digest.substring(DIGEST_START, DIGEST_START + DIGEST_CHARACTERS) + "-" + copies++ + ".jar";
        Path copy = folder.resolve(name);
        Files.write(copy, bytes, StandardOpenOption.CREATE_NEW);
        return new PluginJar(file, digest, copy);
    }

    /** For a file that could not be copied. */
    PluginJar nothing(String file) {
        return new PluginJar(file, "", folder.resolve("nothing-" + copies++ + ".jar"));
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException inUse) {
            LOG.warn(
                    "could not delete {}: {}",
                    file.getFileName(),
                    inUse.getClass().getName());
        }
    }

    static void closeQuietly(Closeable resource) {
        try {
            resource.close();
        } catch (IOException failure) {
            LOG.warn("could not close {}: {}", resource.getClass().getSimpleName(), failure.getMessage());
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }
}
