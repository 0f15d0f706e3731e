package dev.keelson.plugin.api;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Sentence embeddings in the server's own process. The host lends it because its native library can be loaded only once.
 * Safe to call from any thread; work runs on the host's bounded pool.
 */
public interface TextEmbedder {

    /** Name of the model, such as {@code all-minilm-l6-v2}. */
    String model();

    /** Length of each vector. */
    int dimensions();

    /**
     * One vector of length 1 for each text, in order. Text beyond the model's window (about 256 word pieces) is ignored.
     * Fails with {@link PluginException} of type {@link ErrorType#UNAVAILABLE} when the queue is full.
     */
    CompletionStage<List<float[]>> embed(List<String> texts);
}
