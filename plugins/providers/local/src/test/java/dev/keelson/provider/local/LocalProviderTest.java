package dev.keelson.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.TextEmbedder;
import dev.keelson.plugin.api.provider.Capability;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.plugin.api.provider.Provider;
import dev.keelson.plugin.api.tool.ToolSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class LocalProviderTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String COLOR = """
            {"type":"object","required":["color"],"properties":{"color":{"type":"string","enum":["warm","cold"],
             "x-keelson-values":{"warm":"red orange yellow fire sun","cold":"blue ice water sea"}}}}""";

    private final Provider provider =
            new LocalProviderFactory().create(PluginConfig.of(Map.of()), TestContext.with(new WordEmbedder()));

    @Test
    void saysWhatItCanDo() {
        assertThat(provider.capabilities()).containsExactly(Capability.JSON_OUTPUT);
        assertThat(provider.models())
                .singleElement()
                .satisfies(model -> assertThat(model.id()).isEqualTo("all-minilm-l6-v2"));
    }

    @Test
    void choosesTheValueWhoseMeaningIsNearest() {
        ChatResponse response =
                answer(request(COLOR, "{\"text\":\"Ice on the sea.\"}").build());

        assertThat(json(response).path("color").asText()).isEqualTo("cold");
        assertThat(response.notes()).singleElement().asString().startsWith("confidence /color: ");
        assertThat(response.model()).isEqualTo("all-minilm-l6-v2");
    }

    @Test
    void learnsFromExamples() {
        var request = ChatRequest.model(LocalProvider.MODEL)
                .message(Message.user("{\"text\":\"The bill of the dentist\"}"))
                .message(Message.assistant("{\"color\":\"cold\"}"))
                .message(Message.user("{\"text\":\"A letter from grandmother\"}"))
                .message(Message.assistant("{\"color\":\"warm\"}"))
                .message(Message.user("{\"text\":\"Another bill from a dentist\"}"))
                .outputSchema(OutputSchema.of("o", schema(COLOR)))
                .build();

        assertThat(json(answer(request)).path("color").asText()).isEqualTo("cold");
    }

    @Test
    void namesWhatItCouldNotFill() {
        String schema = """
                {"type":"object","required":["paid","due"],"properties":{
                 "paid":{"type":["number","null"],"description":"Amount in euros"},
                 "due":{"type":["string","null"],"format":"date","description":"Day of payment"},
                 "mail":{"type":"string","format":"email","description":"Address"}}}""";

        ChatResponse response =
                answer(request(schema, "{\"text\":\"I paid 12.50 euros.\"}").build());

        assertThat(json(response)).isEqualTo(ExampleAgent.json("{\"paid\":12.5,\"due\":null}"));
        assertThat(response.notes()).contains("could not fill: /due", "could not fill: /mail");
    }

    @Test
    void refusesWhenARequiredFieldHasNoValue() {
        String schema = """
                {"type":"object","required":["mail"],"properties":{"mail":{"type":"string","format":"email"}}}""";

        PluginException refused =
                refusal(request(schema, "{\"text\":\"No address here\"}").build());

        assertThat(refused.type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(refused).hasMessageContaining("/mail").hasMessageContaining("nullable or optional");
    }

    @Test
    void refusesToWriteText() {
        String schema = """
                {"type":"object","required":["reply"],
                 "properties":{"reply":{"type":"string","description":"A friendly reply to the customer"}}}""";

        assertThat(refusal(request(schema, "{\"text\":\"Where is my parcel?\"}").build()))
                .hasMessageContaining("/reply")
                .hasMessageContaining("configure a provider that writes text");
        assertThat(refusal(ChatRequest.model(LocalProvider.MODEL)
                                .message(Message.user("Tell me a story"))
                                .build())
                        .type())
                .isEqualTo(ErrorType.UNSUPPORTED);
    }

    @Test
    void refusesToolsAndUnknownModels() {
        var tool = ToolSpec.of("look_up", "Looks up", Map.of("type", "object"));

        assertThat(refusal(request(COLOR, "{\"text\":\"sun\"}")
                                .tools(List.of(tool))
                                .build())
                        .type())
                .isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(refusal(ChatRequest.model("gpt").message(Message.user("x")).build())
                        .type())
                .isEqualTo(ErrorType.NOT_FOUND);
    }

    @Test
    void saysWhenTheServerHasNoModel() {
        Provider blind = new LocalProvider(new TestContext(Optional.empty()));

        assertThat(refusal(blind, request(COLOR, "{\"text\":\"sun\"}").build()).type())
                .isEqualTo(ErrorType.CONFIG);
    }

    @Test
    void keepsTheDeadline() {
        Provider slow = new LocalProvider(TestContext.with(new StuckEmbedder()));
        ChatRequest request = request(COLOR, "{\"text\":\"sun\"}")
                .timeout(Duration.ofMillis(50))
                .build();

        assertThat(refusal(slow, request).type()).isEqualTo(ErrorType.TIMEOUT);
    }

    @Test
    void signalsThatItDoesNotStream() {
        var failures = new ArrayList<Throwable>();

        provider.stream(request(COLOR, "{\"text\":\"sun\"}").build()).subscribe(new Collector(failures));

        assertThat(failures)
                .singleElement()
                .isInstanceOfSatisfying(
                        PluginException.class,
                        failure -> assertThat(failure.type()).isEqualTo(ErrorType.UNSUPPORTED));
    }

    @Test
    void staysWithinTheSchemasLimits() {
        String schema = """
                {"type":"object","required":["stars","quote"],"properties":{
                 "stars":{"type":"integer","minimum":1,"maximum":5,"description":"Stars given"},
                 "quote":{"type":"string","maxLength":20,"description":"A sentence of the review"}}}""";
        String input = "{\"text\":\"We gave 40 stars to the last one. I give 4 stars. Short sentence.\"}";

        JsonNode output = json(answer(request(schema, input).build()));

        assertThat(output.path("stars").asInt()).isEqualTo(4);
        assertThat(output.path("quote").asText()).isIn("I give 4 stars.", "Short sentence.");
    }

    @Test
    void fillsNestedObjectsAndLists() {
        String schema = """
                {"type":"object","required":["contact","codes","items"],"properties":{
                 "contact":{"type":"object","required":["email"],"properties":{
                   "email":{"type":"string","format":"email"}}},
                 "codes":{"type":"array","items":{"type":"string","pattern":"[A-Z]{2}[0-9]{2}"}},
                 "items":{"type":"array","description":"Things bought","items":{"type":"object","required":["price"],
                   "properties":{"price":{"type":"number","description":"Price in euros"}}}}}}""";
        String input =
                "{\"text\":\"Codes AB12 and CD34. A lamp for 20 euros. A chair for 35 euros. Write to a@b.example.\"}";

        assertThat(json(answer(request(schema, input).build()))).isEqualTo(ExampleAgent.json("""
                {"contact":{"email":"a@b.example"},"codes":["AB12","CD34"],"items":[{"price":20},{"price":35}]}"""));
    }

    @Test
    void copiesAnInputFieldOfTheSameName() {
        String schema = """
                {"type":"object","required":["order"],"properties":{"order":{"type":"string","description":"Order"}}}""";

        assertThat(json(answer(request(schema, "{\"order\":\"A 7\",\"text\":\"Hello there\"}")
                                .build()))
                        .path("order")
                        .asText())
                .isEqualTo("A 7");
    }

    @Test
    void survivesAnyInput() {
        for (String input :
                List.of("", "null", "[]", "{}", "42", "{\"a\":{\"b\":[1,true,null]}}", "x".repeat(200_000))) {
            assertThat(json(answer(request(COLOR, input).build())).path("color").asText())
                    .isIn("warm", "cold");
        }
    }

    private static ChatRequest.Builder request(String schema, String input) {
        return ChatRequest.model(LocalProvider.MODEL)
                .message(Message.system("Do it."))
                .message(Message.user(input))
                .outputSchema(OutputSchema.of("output", schema(schema)));
    }

    @SuppressWarnings("unchecked") // the schemas are JSON objects
    private static Map<String, Object> schema(String json) {
        return MAPPER.convertValue(ExampleAgent.json(json), Map.class);
    }

    private ChatResponse answer(ChatRequest request) {
        return provider.chat(request).toCompletableFuture().join();
    }

    private static JsonNode json(ChatResponse response) {
        return ExampleAgent.json(response.content());
    }

    private PluginException refusal(ChatRequest request) {
        return refusal(provider, request);
    }

    private static PluginException refusal(Provider provider, ChatRequest request) {
        Throwable failure = provider.chat(request)
                .toCompletableFuture()
                .handle((response, thrown) -> thrown == null ? new AssertionError("answered") : thrown)
                .join();
        assertThat(failure).isInstanceOf(PluginException.class);
        return (PluginException) failure;
    }

    /** Never answers. */
    private static final class StuckEmbedder implements TextEmbedder {
        @Override
        public String model() {
            return "stuck";
        }

        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public CompletionStage<List<float[]>> embed(List<String> texts) {
            return new CompletableFuture<>();
        }
    }

    private record Collector(List<Throwable> failures) implements Flow.Subscriber<ChatChunk> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(ChatChunk chunk) {}

        @Override
        public void onError(Throwable failure) {
            failures.add(failure);
        }

        @Override
        public void onComplete() {}
    }
}
