package dev.keelson.provider.anthropic;

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
    static final String KEY = "sk-ant-wire-0123456789";
    static final String MODEL = "claude-sonnet-5-5";
    static final String OLD_VERSION = "2023-06-01";
    static final String HELLO = "{'id':'msg_1','type':'message','role':'assistant','model':'claude-x',"
            + "'content':[{'type':'text','text':'Hello'}],'stop_reason':'end_turn','usage':{'input_tokens':3,"
            + "'output_tokens':2}}";

    final StubHttpServer upstream = StubHttpServer.start();

    @AfterEach
    void closeUpstream() {
        upstream.close();
    }

    Provider provider() {
        return provider(Map.of());
    }

    Provider provider(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent("baseUrl", upstream.uri("").toString());
        all.putIfAbsent("apiKey", KEY);
        return new AnthropicFactory().create(PluginConfig.of(all), TestPluginContext.create());
    }

    static ChatRequest.Builder question() {
        return question(MODEL);
    }

    static ChatRequest.Builder question(String model) {
        return ChatRequest.model(model).message(Message.user("Where is order A-1?"));
    }

    /** {@code schema}: JSON text in which single quotes stand for double ones. */
    static OutputSchema schema(String schema) {
        return OutputSchema.of("answer", object(schema));
    }

    /** For tests that look only at what is sent. */
    void send(ChatRequest.Builder request) {
        assertThat(ask(request).content()).isEqualTo("Hello");
    }

    /** The answer when the upstream says {@link #HELLO}. */
    ChatResponse ask(ChatRequest.Builder request) {
        return ask(provider(), request);
    }

    ChatResponse ask(Provider provider, ChatRequest.Builder request) {
        upstream.enqueue(StubAnswer.json(200, quoted(HELLO)));
        return Stages.value(provider.chat(request.build()));
    }

    /** The answer that the upstream gives as this JSON text. */
    ChatResponse answered(String body) {
        upstream.enqueue(StubAnswer.json(200, quoted(body)));
        return Stages.value(provider().chat(question().build()));
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

    Object sent(String field) {
        return Objects.requireNonNull(sent().get(field), field);
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

    static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
