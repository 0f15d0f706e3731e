package dev.keelson.provider.perplexity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.testkit.RecordingSubscriber;
import dev.keelson.plugin.testkit.Stages;
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
    static final String KEY = "pplx-wire-0123456789";

    final StubHttpServer upstream = StubHttpServer.start();

    @AfterEach
    void closeUpstream() {
        upstream.close();
    }

    Provider provider() {
        return provider(Map.of("apiKey", KEY));
    }

    Provider provider(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent("baseUrl", upstream.uri("").toString());
        return new PerplexityFactory().create(PluginConfig.of(all), TestPluginContext.create());
    }

    static ChatRequest.Builder question() {
        return ChatRequest.model("perplexity/sonar").message(Message.user("Where is order A-1?"));
    }

    static ChatRequest.Builder question(String schema) {
        return question().outputSchema(OutputSchema.of("answer", object(schema)));
    }

    ChatResponse chat(ChatRequest.Builder request) {
        return Stages.value(provider().chat(request.build()));
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

    /** What the upstream was asked last. */
    Map<String, Object> sent() {
        return object(upstream.lastRequest().body());
    }

    List<?> sentItems() {
        return (List<?>) Objects.requireNonNull(sent().get("input"));
    }

    @SuppressWarnings("unchecked") // a JSON object has text keys
    static Map<String, Object> object(String json) {
        return (Map<String, Object>) json(json);
    }

    static Object json(String json) {
        Object value = TestPluginContext.create().json().read(json.replace('\'', '"'));
        assertThat(value).isNotNull();
        return value;
    }
}
