package dev.keelson.provider.local;

import dev.keelson.plugin.api.TextEmbedder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An embedder that knows words but no meaning: quick enough for tests that are not about accuracy. */
final class WordEmbedder implements TextEmbedder {
    private static final int DIMENSIONS = 256;

    @Override
    public String model() {
        return "words";
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public CompletionStage<List<float[]>> embed(List<String> texts) {
        return CompletableFuture.completedFuture(
                texts.stream().map(WordEmbedder::vector).toList());
    }

    private static float[] vector(String text) {
        var vector = new float[DIMENSIONS];
        Words.stems(text).forEach(stem -> vector[Math.floorMod(stem.hashCode(), DIMENSIONS)]++);
        double length = 0;
        for (float value : vector) {
            length += value * value;
        }
        for (int i = 0; length > 0 && i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }
}
