package dev.keelson.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginContext;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.provider.ProviderFactory;
import dev.keelson.plugin.api.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every provider must do, whatever stands behind it. For each capability there are two tests: one for providers that
 * have it, and its mirror for providers that do not. Providers behind HTTP extend {@link HttpProviderContractTest}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ProviderContractTest {
    /** The values of {@code answer} in {@link #schema()}. */
    protected static final List<String> ANSWERS = List.of("yes", "no");

    /** The provider under test, made anew for each test. */
    @SuppressWarnings("NullAway.Init") // set before each test
    protected Provider provider;

    protected abstract ProviderFactory factory();

    /** Working settings, with defaults filled in as the host does. */
    protected abstract PluginConfig config();

    /** A model id that the settings allow. */
    protected abstract String model();

    protected PluginContext context() {
        return TestPluginContext.create().withEmbedder(new HashingEmbedder());
    }

    /** What the provider is asked; a provider that needs another input than a yes-or-no question overrides this. */
    protected String input() {
        return "{\"question\":\"Is water wet? Answer yes or no.\"}";
    }

    /** The schema that the provider is asked to fill; it must be an object with the property {@code answer}. */
    protected OutputSchema schema() {
        return OutputSchema.of(
                "verdict",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("answer", Map.of("type", "string", "enum", ANSWERS)),
                        "required",
                        List.of("answer"),
                        "additionalProperties",
                        false));
    }

    @BeforeEach
    void createProvider() {
        provider = factory().create(config(), context());
    }

    @AfterEach
    void closeProvider() {
        provider.close();
    }

    @Test
    void hasANameAndDescribesItsSettings() {
        FactoryRules.requireName(factory().name());
        FactoryRules.requireKeys(factory().configKeys());
    }

    @Test
    void namesItsCapabilitiesAndModels() {
        assertThat(provider.capabilities()).containsAnyOf(Capability.TEXT_GENERATION, Capability.JSON_OUTPUT);
        assertThat(provider.capabilities()).isEqualTo(provider.capabilities());
        assertThat(provider.models())
                .extracting(ModelInfo::id)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).isNotBlank());
    }

    @Test
    void answers() {
        ChatResponse response = Stages.value(provider.chat(request().build()));

        assertThat(response.model()).isNotBlank();
        assertThat(response.content()).isNotBlank();
        assertThat(response.usage().inputTokens()).isNotNegative();
        assertThat(response.usage().outputTokens()).isNotNegative();
    }

    @Test
    void writesFreeTextIfItSaysSo() {
        assumeTrue(has(Capability.TEXT_GENERATION));

        assertThat(Stages.value(provider.chat(textRequest().build())).content()).isNotBlank();
    }

    @Test
    void refusesFreeTextIfItCanNotWriteIt() {
        assumeFalse(has(Capability.TEXT_GENERATION));

        assertThat(Stages.failure(() -> provider.chat(textRequest().build())).type())
                .isEqualTo(ErrorType.UNSUPPORTED);
    }

    @Test
    void fillsASchemaIfItSaysSo() {
        assumeTrue(has(Capability.JSON_OUTPUT));

        ChatResponse response = Stages.value(provider.chat(schemaRequest().build()));

        assertThat(context().json().read(response.content()))
                .isInstanceOfSatisfying(
                        Map.class, object -> assertThat(object.get("answer")).isNotNull());
    }

    @Test
    void refusesASchemaIfItCanNotFillIt() {
        assumeFalse(has(Capability.JSON_OUTPUT));

        assertThat(Stages.failure(() -> provider.chat(schemaRequest().build())).type())
                .isEqualTo(ErrorType.UNSUPPORTED);
    }

    @Test
    void refusesToolsIfItCanNotCallThem() {
        assumeFalse(has(Capability.TOOLS));

        assertThat(Stages.failure(() ->
                                provider.chat(request().tools(List.of(tool())).build()))
                        .type())
                .isEqualTo(ErrorType.UNSUPPORTED);
    }

    @Test
    void streamsTheAnswerAndEndsWithTheWholeOfIt() {
        assumeTrue(has(Capability.STREAMING));

        var stream = RecordingSubscriber.drain(provider.stream(request().build()));

        stream.requireSuccess();
        requireWholeStream(stream);
    }

    @Test
    void streamsASchemaAnswerToo() {
        assumeTrue(has(Capability.STREAMING) && has(Capability.JSON_OUTPUT));

        var stream = RecordingSubscriber.drain(provider.stream(schemaRequest().build()));

        stream.requireSuccess();
        requireWholeStream(stream);
    }

    @Test
    void sendsNoMoreChunksThanWereAskedFor() {
        assumeTrue(has(Capability.STREAMING));
        var stream = new RecordingSubscriber<ChatChunk>();

        provider.stream(request().build()).subscribe(stream);
        stream.request(1);
        stream.awaitItems(1);

        assertThat(stream.exceeds(1, Duration.ofMillis(200)))
                .as("more than was asked for")
                .isFalse();
        stream.request(Long.MAX_VALUE);
        stream.awaitEnd();
        stream.requireSuccess();
        requireWholeStream(stream);
    }

    @Test
    void refusesToStreamIfItCanNot() {
        assumeFalse(has(Capability.STREAMING));

        var stream = RecordingSubscriber.drain(provider.stream(request().build()));

        assertThat(stream.failure().type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(stream.items()).isEmpty();
    }

    @Test
    void answersConcurrentCalls() {
        Stream<CompletionStage<ChatResponse>> calls =
                IntStream.range(0, 16).mapToObj(i -> provider.chat(request().build()));

        assertThat(calls.toList())
                .allSatisfy(call -> assertThat(Stages.value(call).content()).isNotBlank());
    }

    @Test
    void closesTwiceWithoutComplaint() {
        assertThatCode(() -> {
                    provider.close();
                    provider.close();
                })
                .doesNotThrowAnyException();
    }

    /** A request of the kind that the provider is made for. */
    protected final ChatRequest.Builder request() {
        return has(Capability.TEXT_GENERATION) ? textRequest() : schemaRequest();
    }

    protected final ChatRequest.Builder textRequest() {
        return ChatRequest.model(model())
                .message(Message.system("You answer questions."))
                .message(Message.user(input()))
                .timeout(Duration.ofSeconds(10));
    }

    protected final ChatRequest.Builder schemaRequest() {
        return textRequest().outputSchema(schema());
    }

    protected final boolean has(Capability capability) {
        return provider.capabilities().contains(capability);
    }

    /** A tool that looks up an order by its number. */
    protected static ToolSpec tool() {
        return ToolSpec.of(
                "find-order",
                "Finds an order by its number.",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("number", Map.of("type", "string")),
                        "required",
                        List.of("number"),
                        "additionalProperties",
                        false));
    }

    /** Exactly one last chunk, at the end, whose content is what was streamed. */
    protected static void requireWholeStream(RecordingSubscriber<ChatChunk> stream) {
        List<ChatChunk> chunks = stream.items();
        assertThat(chunks).isNotEmpty();
        assertThat(stream.ends()).as("ends").isEqualTo(1);
        assertThat(chunks.stream().filter(chunk -> chunk.response().isPresent()))
                .as("last chunks")
                .hasSize(1);
        ChatChunk last = chunks.get(chunks.size() - 1);
        String streamed =
                String.join("", chunks.stream().map(ChatChunk::textDelta).toList());
        assertThat(last.response().map(ChatResponse::content)).hasValue(streamed);
    }
}
