package dev.keelson.embedding;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the embedding model keeps its files and how much work it accepts.
 *
 * @param directory private to the server; native libraries and the model are unpacked here once and reused
 * @param threads workers that compute embeddings
 * @param queuedCalls calls that may wait for a worker; more are refused
 * @param cachedCharacters texts whose embeddings are kept, counted in characters of text
 */
public record EmbeddingConfig(Path directory, int threads, int queuedCalls, long cachedCharacters) {

    public EmbeddingConfig {
        Objects.requireNonNull(directory, "directory");
        requireAtLeastOne("threads", threads);
        requireAtLeastOne("queuedCalls", queuedCalls);
        requireAtLeastOne("cachedCharacters", cachedCharacters);
    }

    /** Two workers, 256 waiting calls and a cache of half a million characters, which is about 10 MB with its vectors. */
    public static EmbeddingConfig in(Path directory) {
        return new EmbeddingConfig(directory, 2, 256, 500_000);
    }

    private static void requireAtLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
        }
    }
}
