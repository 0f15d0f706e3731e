package dev.keelson.provider.google;

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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** An upstream and a provider that points to it, for tests of what goes over the wire. Quotes in JSON may be single. */
abstract class WireCase {
    static final String KEY = "AIzaWire0123456789";
    static final String MODEL = "gemini-3.8-flash";
    static final String OLD_MODEL = "gemini-2.5-flash";
    static final String STOP = "{'candidates':[{'content':{'parts':[{'text':'ok'}]},'finishReason':'STOP'}]}";

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
        all.putIfAbsent("apiKey", KEY);
        all.putIfAbsent("baseUrl", upstream.uri("").toString());
        return new GoogleFactory().create(PluginConfig.of(all), TestPluginContext.create());
    }

    static ChatRequest.Builder question() {
        return question(MODEL);
    }

    static ChatRequest.Builder question(String model) {
        return ChatRequest.model(model).message(Message.user("Where is order A-1?"));
    }

    static OutputSchema schema(String json) {
        return OutputSchema.of("answer", object(json));
    }

    static ToolSpec tool(String name) {
        return ToolSpec.of(
                name, "Finds.", object("{'type':'object','properties':{'n':{'type':'string'}},'required':['n']}"));
    }

    ChatResponse chat(ChatRequest.Builder request) {
        return Stages.value(provider().chat(request.build()));
    }

    /** Sends the request, to which the upstream says {@code ok}, and gives back what was sent. */
    Map<String, Object> sentFor(ChatRequest.Builder request) {
        return sentFor(request, response -> {});
    }

    Map<String, Object> sentFor(ChatRequest.Builder request, Consumer<ChatResponse> check) {
        upstream.enqueue(answer(STOP));
        check.accept(chat(request));
        return object(upstream.lastRequest().body());
    }

    ChatResponse answered(String body) {
        return answered(question(), body);
    }

    ChatResponse answered(ChatRequest.Builder request, String body) {
        upstream.enqueue(answer(body));
        return chat(request);
    }

    PluginException failed(String body) {
        upstream.enqueue(answer(body));
        return Stages.failure(() -> provider().chat(question().build()));
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

    static StubAnswer answer(String body) {
        return StubAnswer.json(200, quoted(body));
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

    /** The value at a path of keys and indexes, such as {@code contents/0/role}; null when there is none. */
    static @Nullable Object at(@Nullable Object value, String path) {
        @Nullable Object here = value;
        for (String step : path.split("/", -1)) {
            if (here instanceof List<?> list) {
                here = Integer.parseInt(step) < list.size() ? list.get(Integer.parseInt(step)) : null;
            } else {
                here = here instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        return here;
    }
}
