package dev.keelson.plugin.testkit;

import dev.keelson.plugin.api.TextEmbedder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A {@link TextEmbedder} without a model: texts that share words are near each other, and the same text gives the same
 * vector on every machine. It knows no meaning, so it shows how a plugin uses an embedder, not how well it works.
 */
public final class HashingEmbedder implements TextEmbedder {
    private static final int DIMENSIONS = 384;
    private static final int MAX_WORDS = 256;

    @Override
    public String model() {
        return "hashed-words";
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public CompletionStage<List<float[]>> embed(List<String> texts) {
        return CompletableFuture.completedFuture(
                texts.stream().map(HashingEmbedder::vector).toList());
    }

    private static float[] vector(String text) {
        float[] sums = new float[DIMENSIONS];
        String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", MAX_WORDS + 1);
        for (int i = 0; i < Math.min(words.length, MAX_WORDS); i++) {
            if (!words[i].isEmpty()) {
                sums[slot(words[i])] += 1;
            }
        }
        return unit(sums);
    }

    private static int slot(String word) {
        return Math.floorMod(word.hashCode() * 0x9E3779B9, DIMENSIONS);
    }

    private static float[] unit(float[] sums) {
        double squares = 0;
        for (float sum : sums) {
            squares += sum * sum;
        }
        if (squares == 0) {
            sums[0] = 1;
            return sums;
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= length;
        }
        return sums;
    }
}
