package dev.keelson.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceEmbedderIT {
    @TempDir
    static Path directory;

    static SentenceEmbedder embedder;

    @BeforeAll
    static void load() {
        embedder = new SentenceEmbedder(EmbeddingConfig.in(directory));
        assertThat(await(embedder.warmUp())).isSameAs(embedder);
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void givesOneVectorOfLengthOneForEachText() {
        List<float[]> vectors = await(embedder.embed(List.of("The parcel has not arrived", "", "parcel")));

        assertThat(vectors).hasSize(3).allSatisfy(vector -> {
            assertThat(vector).hasSize(embedder.dimensions());
            assertThat(dot(vector, vector)).isBetween(0.999, 1.001);
        });
    }

    @Test
    void putsParaphrasesNearAndUnrelatedTextsFar() {
        List<float[]> vectors = await(embedder.embed(List.of(
                "The parcel has not arrived", "My package was never delivered", "Add the butter and stir slowly")));

        assertThat(dot(vectors.get(0), vectors.get(1))).isGreaterThan(0.5);
        assertThat(dot(vectors.get(0), vectors.get(2))).isLessThan(0.2);
    }

    @Test
    void givesATextTheSameVectorWhateverItsNeighbours() {
        float[] alone =
                await(embedder.embed(List.of("Water leaks from the ceiling"))).get(0);
        float[] inCompany = await(uncached().embed(List.of("One", "Water leaks from the ceiling", "Two")))
                .get(1);

        assertThat(inCompany).isEqualTo(alone);
    }

    @Test
    void ignoresTextBeyondItsWindow() {
        String window = "outage ".repeat(300);
        List<float[]> vectors = await(embedder.embed(List.of(window, window + "apple ".repeat(200_000))));

        assertThat(vectors.get(1)).isEqualTo(vectors.get(0));
    }

    @Test
    void keepsItsCacheSafeFromCallers() {
        float[] first = await(embedder.embed(List.of("Refund"))).get(0);
        float[] kept = first.clone();
        first[0] = 42;

        assertThat(await(embedder.embed(List.of("Refund"))).get(0)).isEqualTo(kept);
    }

    @Test
    void refusesMoreTextsThanItAcceptsInOneCall() {
        assertThatThrownBy(() -> await(embedder.embed(Collections.nCopies(513, "text"))))
                .satisfies(failure -> assertType(failure, ErrorType.INVALID_REQUEST));
    }

    @Test
    void refusesCallsThatFindItsQueueFull() {
        try (var narrow = new SentenceEmbedder(new EmbeddingConfig(directory, 1, 1, 1))) {
            List<CompletionStage<List<float[]>>> calls = new ArrayList<>();
            for (int call = 0; call < 20; call++) {
                String prefix = "call " + call + " text ";
                calls.add(narrow.embed(
                        IntStream.range(0, 50).mapToObj(i -> prefix + i).toList()));
            }

            long refused = calls.stream()
                    .filter(call -> call.toCompletableFuture()
                            .handle((done, failure) -> failure != null)
                            .join())
                    .count();
            assertThat(refused).isBetween(1L, 19L);
        }
    }

    @Test
    void unpacksOnceAndLeavesNothingInTheTemporaryDirectory() throws IOException {
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("all-minilm-l6-v2-q.onnx", "all-minilm-l6-v2-q-tokenizer.json")
                    .noneMatch(name -> name.endsWith(".part"));
        }
        var before = Files.getLastModifiedTime(directory.resolve("all-minilm-l6-v2-q.onnx"));

        await(uncached().warmUp()).close();

        assertThat(Files.getLastModifiedTime(directory.resolve("all-minilm-l6-v2-q.onnx")))
                .isEqualTo(before);
    }

    @Test
    void unpacksAgainWhatWasCutShort(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("all-minilm-l6-v2-q.onnx"), "half a file");

        try (var repaired = new SentenceEmbedder(EmbeddingConfig.in(other))) {
            assertThat(await(repaired.embed(List.of("text")))).hasSize(1);
        }
    }

    @Test
    void failsTypedWhenItsDirectoryCanNotBeUsed(@TempDir Path other) throws IOException {
        Path file = Files.writeString(other.resolve("file"), "in the way");

        try (var broken = new SentenceEmbedder(EmbeddingConfig.in(file))) {
            assertThatThrownBy(() -> await(broken.warmUp()))
                    .satisfies(failure -> assertType(failure, ErrorType.UNAVAILABLE));
        }
    }

    @Test
    void refusesWorkAfterItIsClosed() {
        SentenceEmbedder other = uncached();
        other.close();

        assertThatThrownBy(() -> await(other.embed(List.of("text"))))
                .satisfies(failure -> assertType(failure, ErrorType.UNAVAILABLE));
    }

    @Test
    void answersRepeatedTextsWithoutEmbeddingThemAgain() {
        List<String> texts =
                IntStream.range(0, 100).mapToObj(i -> "Description number " + i).toList();
        long first = nanosToEmbed(texts);

        assertThat(Duration.ofNanos(nanosToEmbed(texts))).isLessThan(Duration.ofNanos(first / 4));
    }

    private static long nanosToEmbed(List<String> texts) {
        long start = System.nanoTime();
        assertThat(await(embedder.embed(texts))).hasSameSizeAs(texts);
        return System.nanoTime() - start;
    }

    private static SentenceEmbedder uncached() {
        return new SentenceEmbedder(new EmbeddingConfig(directory, 1, 10, 1));
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }

    private static void assertType(Throwable failure, ErrorType type) {
        assertThat(failure)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        PluginException.class, cause -> assertThat(cause.type()).isEqualTo(type));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
