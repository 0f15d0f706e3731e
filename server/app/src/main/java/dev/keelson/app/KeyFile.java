package dev.keelson.app;

import dev.keelson.core.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A key of the server that nobody configured: made at the first start, kept in the data directory for its owner alone. */
final class KeyFile {
    private static final int BYTES = 32;

    private KeyFile() {}

    /** Reads the key of that name, or makes one of 64 hex digits. */
    static Secret in(Path data, String name) {
        Path file = data.resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return Secret.of(Files.readString(file).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException("can't read or write " + file, failure);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, HexFormat.of().formatHex(random), StandardOpenOption.SYNC);
        Files.move(unfinished, file);
    }
}
