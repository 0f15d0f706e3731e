package dev.keelson.core.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads the specs and golden files that the tests share. */
final class SpecFiles {

    private SpecFiles() {}

    static String read(String name) {
        try (InputStream in = Objects.requireNonNull(SpecFiles.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
