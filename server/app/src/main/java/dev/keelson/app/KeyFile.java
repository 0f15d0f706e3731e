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

/** The secret that API keys are digested with: made at the first start and kept in the data directory, for its owner alone. */
final class KeyPepper {
    private static final int BYTES = 32;

    private KeyPepper() {}

    /** Reads the pepper, or makes one. */
    static Secret in(Path data) {
        Path file = data.resolve("key-pepper");
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
        Path unfinished = file.resolveSibling("key-pepper.new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, HexFormat.of().formatHex(random), StandardOpenOption.SYNC);
        Files.move(unfinished, file);
    }
}
