package dev.keelson.provider.local;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.TextEmbedder;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.provider.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fills an output schema from the input with a sentence-embedding model: chooses enums and booleans by nearness to meanings,
 * rules and examples, and finds texts, numbers and dates in the input. It writes nothing of its own. Equal requests get
 * equal answers.
 */
final class LocalProvider implements Provider {
    static final String MODEL = "all-minilm-l6-v2";

    private static final String REMEDY = "configure a provider that writes text, or take the fields out of the output";
    private static final int TEXTS_PER_CALL = 128;
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final PluginContext context;

    LocalProvider(PluginContext context) {
        this.context = Objects.requireNonNull(context, "context");
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.JSON_OUTPUT);
    }

    @Override
    public List<ModelInfo> models() {
        return List.of(ModelInfo.of(
                MODEL, "Classifies and extracts on this machine with sentence embeddings; writes no text of its own"));
    }

    @Override
    public CompletionStage<ChatResponse> chat(ChatRequest request) {
        try {
            return withPlainFailure(answered(request)
                    .toCompletableFuture()
                    .orTimeout(request.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (PluginException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /** A chain of stages wraps its failure; callers of a plugin get it as it is. */
    @SuppressWarnings("FutureReturnValueIgnored") // its outcome is the returned stage's
    private static CompletionStage<ChatResponse> withPlainFailure(CompletableFuture<ChatResponse> chain) {
        var plain = new CompletableFuture<ChatResponse>();
        chain.whenComplete((response, failure) -> {
            if (failure == null) {
                plain.complete(response);
            } else {
                plain.completeExceptionally(translated(failure));
            }
        });
        return plain;
    }

    private CompletionStage<ChatResponse> answered(ChatRequest request) {
        TextEmbedder embedder = requireUsable(request);
        Field root = FieldReader.read(schema(request).schema());
        Conversation conversation = Conversation.read(request, context.json());
        List<String> texts = Material.textsToEmbed(root, conversation);
        return embedded(embedder, texts)
                .thenApplyAsync(
                        vectors -> response(request, root, new Material(conversation, vectors, context.clock())),
                        context.blockingWork());
    }

    private TextEmbedder requireUsable(ChatRequest request) {
        if (!request.model().equals(MODEL)) {
            throw new PluginException(ErrorType.NOT_FOUND, "model: " + request.model() + " (expected: " + MODEL + ")");
        }
        if (!request.tools().isEmpty()) {
            throw unsupported("the local provider can't call tools; use a provider that can, or take the tools away");
        }
        return context.embedder()
                .orElseThrow(() -> new PluginException(
                        ErrorType.CONFIG,
                        "the server runs without its embedding model, which the local provider needs"));
    }

    private static OutputSchema schema(ChatRequest request) {
        return request.outputSchema()
                .orElseThrow(
                        () -> unsupported("the local provider fills output schemas and can't write text; " + REMEDY));
    }

    /** One call after the other, because the embedder limits the texts of one call. */
    private static CompletionStage<Vectors> embedded(TextEmbedder embedder, List<String> texts) {
        CompletionStage<List<float[]>> all = CompletableFuture.completedFuture(List.of());
        for (int start = 0; start < texts.size(); start += TEXTS_PER_CALL) {
            List<String> part = texts.subList(start, Math.min(texts.size(), start + TEXTS_PER_CALL));
            all = all.thenCompose(before -> embedder.embed(part).thenApply(next -> joined(before, next)));
        }
        return all.thenApply(vectors -> new Vectors(texts, vectors));
    }

    private static List<float[]> joined(List<float[]> before, List<float[]> next) {
        List<float[]> both = new ArrayList<>(before);
        both.addAll(next);
        return both;
    }

    private ChatResponse response(ChatRequest request, Field root, Material material) {
        if (root.type() != FieldType.OBJECT) {
            throw unsupported("the local provider fills JSON objects; the output schema's root is something else");
        }
        Answer answer = Answer.to(root, material);
        requireComplete(answer);
        String content = context.json().write(answer.output());
        return ChatResponse.model(MODEL)
                .content(content)
                .usage(usage(request, content))
                .notes(answer.notes())
                .build();
    }

    private static void requireComplete(Answer answer) {
        if (!answer.mustBeWritten().isEmpty()) {
            throw unsupported("the local provider can't write text, which these fields need: "
                    + String.join(", ", answer.mustBeWritten()) + "; " + REMEDY);
        }
        if (!answer.missing().isEmpty()) {
            throw unsupported("the local provider found no value in the input for these required fields: "
                    + String.join(", ", answer.missing())
                    + "; make them nullable or optional, or configure a provider that can infer them");
        }
    }

    /** A rough count; the model runs here and costs nothing. */
    private static Usage usage(ChatRequest request, String content) {
        long characters = request.messages().stream()
                .mapToLong(message -> message.content().length())
                .sum();
        return Usage.of(characters / CHARACTERS_PER_TOKEN, content.length() / CHARACTERS_PER_TOKEN);
    }

    private static Throwable translated(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return new PluginException(
                    ErrorType.TIMEOUT, "no answer from the embedding model within the deadline", cause);
        }
        return cause instanceof PluginException
                ? cause
                : new PluginException(ErrorType.INTERNAL, "the local provider failed: " + cause, cause);
    }

    @Override
    public Flow.Publisher<ChatChunk> stream(ChatRequest request) {
        return subscriber -> {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long count) {}

                @Override
                public void cancel() {}
            });
            subscriber.onError(unsupported("the local provider does not stream"));
        };
    }

    private static PluginException unsupported(String message) {
        return new PluginException(ErrorType.UNSUPPORTED, message);
    }
}
