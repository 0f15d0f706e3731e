package dev.keelson.embedding;

import ai.onnxruntime.OrtException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.TextEmbedder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds sentences with all-MiniLM-L6-v2 on its own small pool. The model is loaded by the first call or by
 * {@link #warmUp()}, on the pool. Texts that come again, such as the descriptions of a schema, are embedded once.
 *
 * <p>Safe for concurrent use. Results depend on the text alone, never on what else is embedded.
 */
public final class SentenceEmbedder implements TextEmbedder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SentenceEmbedder.class);
    private static final String MODEL = "all-minilm-l6-v2";
    private static final int MAX_TEXTS = 512;
    /** Far beyond 256 word pieces; spares the tokenizer from reading megabytes that would be cut anyway. */
    private static final int MAX_CHARACTERS = 8_192;

    private static final long CLOSE_SECONDS = 10;

    private final EmbeddingConfig config;
    private final ThreadPoolExecutor workers;
    private final Cache<String, float[]> known;
    private final Object loading = new Object();
    private volatile @Nullable SentenceModel model;
    private volatile boolean closed;

    public SentenceEmbedder(EmbeddingConfig config) {
        this.config = Objects.requireNonNull(config, "config");
        workers = newWorkers(config);
        known = Caffeine.newBuilder()
                .maximumWeight(config.cachedCharacters())
                // A vector takes the room of about a hundred characters even when its text is short.
                .weigher((String text, float[] vector) -> 100 + text.length())
                .executor(Runnable::run)
                .build();
    }

    private static ThreadPoolExecutor newWorkers(EmbeddingConfig config) {
        var numbers = new AtomicInteger();
        var queue = new ArrayBlockingQueue<Runnable>(config.queuedCalls());
        return new ThreadPoolExecutor(config.threads(), config.threads(), 0, TimeUnit.SECONDS, queue, task -> {
            var thread = new Thread(task, "embedding-" + numbers.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public String model() {
        return MODEL;
    }

    @Override
    public int dimensions() {
        return SentenceModel.DIMENSIONS;
    }

    /** Completes with this embedder once the model is in memory; fails with {@link PluginException} UNAVAILABLE. */
    public CompletionStage<SentenceEmbedder> warmUp() {
        return onWorker(this::loadedModel).thenApply(loaded -> this);
    }

    /** Fails with {@link PluginException} INVALID_REQUEST for more than 512 texts. */
    @Override
    public CompletionStage<List<float[]>> embed(List<String> texts) {
        if (texts.size() > MAX_TEXTS) {
            return failed(ErrorType.INVALID_REQUEST, "texts: " + texts.size() + " (expected: <= " + MAX_TEXTS + ")");
        }
        List<String> cut = texts.stream().map(SentenceEmbedder::cut).toList();
        return onWorker(() -> embedNow(cut));
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
    }

    private <T> CompletionStage<T> onWorker(Work<T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> translated(work), workers);
        } catch (RejectedExecutionException full) {
            String reason = closed ? "the embedding model is closed" : "too many texts wait for the embedding model";
            return CompletableFuture.failedFuture(new PluginException(ErrorType.UNAVAILABLE, reason, full));
        }
    }

    private <T> T translated(Work<T> work) {
        try {
            return work.run();
        } catch (IOException | OrtException | LinkageError failure) {
            LOG.warn("The embedding model failed", failure);
            throw new PluginException(
                    ErrorType.UNAVAILABLE, "the embedding model failed: " + failure.getMessage(), failure);
        }
    }

    private List<float[]> embedNow(List<String> texts) throws IOException, OrtException {
        SentenceModel loaded = loadedModel();
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (String text : texts) {
            vectors.add(vector(loaded, text).clone());
        }
        return vectors;
    }

    private float[] vector(SentenceModel loaded, String text) throws OrtException {
        float[] cached = known.getIfPresent(text);
        if (cached != null) {
            return cached;
        }
        requireOpen();
        float[] vector = loaded.embed(text);
        known.put(text, vector);
        return vector;
    }

    private SentenceModel loadedModel() throws IOException, OrtException {
        SentenceModel ready = model;
        if (ready != null) {
            return ready;
        }
        synchronized (loading) {
            if (model == null) {
                requireOpen();
                model = SentenceModel.load(ModelFiles.unpackInto(config.directory()));
            }
            return Objects.requireNonNull(model, "model");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new PluginException(ErrorType.UNAVAILABLE, "the embedding model is closed");
        }
    }

    /** Waiting calls fail; the model is freed when the running ones have ended, or left to the process after 10 s. */
    @Override
    public void close() {
        closed = true;
        workers.shutdown();
        try {
            if (workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                free();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void free() {
        SentenceModel loaded = model;
        model = null;
        try {
            if (loaded != null) {
                loaded.close();
            }
        } catch (OrtException failure) {
            LOG.warn("The embedding model could not be freed", failure);
        }
    }

    private static <T> CompletionStage<T> failed(ErrorType type, String message) {
        return CompletableFuture.failedFuture(new PluginException(type, message));
    }

    /** Work on a pool thread. */
    private interface Work<T> {
        T run() throws IOException, OrtException;
    }
}
