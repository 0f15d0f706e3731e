package dev.keelson.pluginhost;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The folder in which an operator puts plugin JARs, and the server those that are installed over HTTP. */
final class PluginFolder {
    static final int MAX_JAR_BYTES = 64 << 20;
    static final String LOCK_FILE = "plugins.lock";
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,120}\\.jar");

    private final Path folder;

    PluginFolder(Path folder) {
        this.folder = folder;
    }

    void create() throws IOException {
        Files.createDirectories(folder);
    }

    /** Names of the JARs, sorted. */
    List<String> files() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                if (Files.isRegularFile(jar)) {
                    names.add(String.valueOf(jar.getFileName()));
                }
            }
        }
        Collections.sort(names);
        return names;
    }

    /** Fails when the file is too large, whatever size the file system reports. */
    byte[] read(String file) throws IOException {
        try (InputStream content = Files.newInputStream(folder.resolve(file))) {
            byte[] bytes = content.readNBytes(MAX_JAR_BYTES + 1);
            if (bytes.length > MAX_JAR_BYTES) {
                throw new IOException("larger than " + MAX_JAR_BYTES + " bytes");
            }
            return bytes;
        }
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    /** The list of what may be loaded; one that allows everything when there is no lock file. */
    PluginLock lock() throws IOException {
        return PluginLock.read(folder.resolve(LOCK_FILE));
    }

    static void requireFileName(String file) throws PluginRejection {
        if (!FILE_NAME.matcher(file).matches()) {
            throw new PluginRejection("file name: "
                    + file.codePoints()
                            .limit(80)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    + " (expected: letters, digits, '.', '_', '+' and '-', ending in .jar)");
        }
    }

    static void requireSize(byte[] jar) throws PluginRejection {
        if (jar.length == 0 || jar.length > MAX_JAR_BYTES) {
            throw new PluginRejection("size: " + jar.length + " bytes (expected: 1 to " + MAX_JAR_BYTES + ")");
        }
    }

    /** Replaces the file in one step, so that a crash leaves the old or the new one, never a part. */
    void store(String file, byte[] jar) throws IOException {
        Path unfinished = Files.createTempFile(folder, ".install-", ".tmp");
        try {
            try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(jar);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(
                    unfinished,
                    folder.resolve(file),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    void delete(String file) throws IOException {
        Files.deleteIfExists(folder.resolve(file));
        syncFolder();
    }

    /** Makes the new name durable; Windows has no such thing and needs none. */
    private void syncFolder() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }
}
