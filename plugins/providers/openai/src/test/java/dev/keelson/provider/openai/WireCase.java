package dev.keelson.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.tool.ToolSpec;
import dev.keelson.plugin.testkit.RecordingSubscriber;
import dev.keelson.plugin.testkit.Stages;
import dev.keelson.plugin.testkit.StubAnswer;
import dev.keelson.plugin.testkit.StubHttpServer;
import dev.keelson.plugin.testkit.TestPluginContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** An upstream and a provider that points to it, for tests of what goes over the wire. */
abstract class WireCase {
    static final String KEY = "sk-wire-0123456789";
    static final String MODEL = "gpt-6.2-sol";

    final StubHttpServer upstream = StubHttpServer.start();

    @AfterEach
    void closeUpstream() {
        upstream.close();
    }

    /** The value of the setting {@code api}. */
    String api() {
        return "auto";
    }

    Provider provider() {
        return provider(Map.of());
    }

    Provider provider(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent("baseUrl", upstream.uri("/v1").toString());
        all.putIfAbsent("apiKey", KEY);
        all.putIfAbsent("api", api());
        return new OpenAiFactory().create(PluginConfig.of(all), TestPluginContext.create());
    }

    static ChatRequest.Builder question() {
        return question(MODEL, "Where is order A-1?");
    }

    static ChatRequest.Builder question(String model, String text) {
        return ChatRequest.model(model).message(Message.user(text));
    }

    static ChatRequest.Builder asked(String model) {
        return question(model, "Where is order A-1?");
    }

    static OutputSchema schema(String schema) {
        return OutputSchema.of("answer", object(schema));
    }

    static ToolSpec tool(String name, String schema) {
        return ToolSpec.of(name, "Finds.", object(schema));
    }

    ChatResponse chat(ChatRequest.Builder request) {
        return Stages.value(provider().chat(request.build()));
    }

    PluginException failure(ChatRequest.Builder request) {
        return Stages.failure(() -> provider().chat(request.build()));
    }

    RecordingSubscriber<ChatChunk> stream(ChatRequest.Builder request) {
        return RecordingSubscriber.drain(provider().stream(request.build()));
    }

    /** The whole answer of a stream, after a check that it says what was streamed. */
    static ChatResponse wholeOf(RecordingSubscriber<ChatChunk> stream) {
        stream.requireSuccess();
        List<ChatChunk> chunks = stream.items();
        ChatResponse response = chunks.get(chunks.size() - 1).response().orElseThrow();
        assertThat(textOf(stream)).isEqualTo(response.content());
        return response;
    }

    static String textOf(RecordingSubscriber<ChatChunk> stream) {
        return stream.items().stream().map(ChatChunk::textDelta).collect(Collectors.joining());
    }

    /** Sends the request, whatever comes back, and gives what was asked. */
    Map<String, Object> sent(ChatRequest.Builder request) {
        upstream.enqueue(StubAnswer.json(200, "{}"));
        var unusedAnswer = failure(request);
        return object(upstream.lastRequest().body());
    }

    /** A field of a JSON object, as JSON text for comparison. */
    static String field(Map<String, Object> object, String name) {
        return TestPluginContext.create().json().write(Objects.requireNonNull(object.get(name), name));
    }

    static String quoted(String json) {
        return json.replace('\'', '"');
    }

    @SuppressWarnings("unchecked") // a JSON object has text keys
    static Map<String, Object> object(String json) {
        return (Map<String, Object>) json(json);
    }

    static Object json(String json) {
        Object value = TestPluginContext.create().json().read(quoted(json));
        assertThat(value).isNotNull();
        return value;
    }
}
