package dev.keelson.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.embedding.EmbeddingConfig;
import dev.keelson.embedding.SentenceEmbedder;
import dev.keelson.plugin.api.provider.ChatRequest;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.OutputSchema;
import dev.keelson.plugin.api.provider.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider with the real embedding model. */
class LocalProviderIT {
    /** A few points below what was measured (84 %), so that only a real loss fails the build. */
    private static final double FLOOR_ALL = 0.81;

    private static final Map<String, Double> FLOORS =
            Map.of("moderate-listing", 0.80, "triage-ticket", 0.81, "extract-incident", 0.79);

    @TempDir
    static Path directory;

    static SentenceEmbedder embedder;
    static Provider provider;

    @BeforeAll
    static void load() {
        embedder = new SentenceEmbedder(EmbeddingConfig.in(directory));
        provider = new LocalProvider(TestContext.with(embedder));
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void staysAboveItsAccuracyFloors() {
        List<String> misses = new ArrayList<>();

        List<AccuracyReport.Row> rows = AccuracyReport.measure(provider, "test", misses::add);

        System.out.print(AccuracyReport.table(rows));
        assertThat(misses).noneMatch(miss -> miss.startsWith("refused"));
        assertThat(AccuracyReport.sum("all agents", rows).accuracy()).isGreaterThan(FLOOR_ALL);
        FLOORS.forEach(
                (name, floor) -> assertThat(accuracy(name, rows)).as(name).isGreaterThan(floor));
    }

    private static double accuracy(String name, List<AccuracyReport.Row> rows) {
        return AccuracyReport.sum(
                        name,
                        rows.stream().filter(row -> row.agent().equals(name)).toList())
                .accuracy();
    }

    @Test
    void answersTheDemoInputsTheSameWayEachTime() {
        for (String name : ExampleAgent.NAMES) {
            ExampleAgent agent = ExampleAgent.load(name);
            for (JsonNode input : agent.demoInputs()) {
                String first = content(agent.request(input));

                assertThat(content(agent.request(input))).isEqualTo(first);
                assertThat(ExampleAgent.json(first).size())
                        .isEqualTo(agent.parts().at("/outputSchema/required").size());
            }
        }
    }

    /** An agent that no one tuned anything for. */
    @Test
    void servesAnAgentOfAnotherTrade() {
        String schema = """
                {"type":"object","required":["cuisine","vegetarian","seats","day","phone_given","guest_name"],"properties":{
                 "cuisine":{"type":"string","description":"What they want to eat","enum":["italian","japanese","bakery"],
                  "x-keelson-values":{"italian":"Pasta, pizza and risotto","japanese":"Sushi, ramen and tempura",
                   "bakery":"Bread, cakes and croissants"}},
                 "vegetarian":{"type":"boolean",
                  "description":"True when somebody at the table eats no meat; false when nothing is said about it"},
                 "seats":{"type":"integer","minimum":1,"maximum":20,"description":"Number of guests or people at the table"},
                 "day":{"type":"string","format":"date","description":"Day of the visit"},
                 "phone_given":{"type":"boolean",
                  "description":"True when a phone number is in the text; false when there is none"},
                 "guest_name":{"type":"string","description":"Name of the guest who books"},
                 "occasion":{"type":"string","description":"Occasion of the visit, if any"}}}""";
        String input = "My name is Ada Novak. We are 6 people and would love some sushi on 12 August 2026."
                + " Two of us are vegetarians and eat no meat at all. My phone number is +31 6 5550 1234.";

        JsonNode output = ExampleAgent.json(content(request(schema, input)));

        assertThat(output).isEqualTo(ExampleAgent.json("""
                {"cuisine":"japanese","vegetarian":true,"seats":6,"day":"2026-08-12","phone_given":true,
                 "guest_name":"Ada Novak"}"""));
    }

    @Test
    void answersWithinATenthOfASecondOnceItKnowsTheAgent() {
        ExampleAgent agent = ExampleAgent.load("triage-ticket");
        List<JsonNode> inputs = agent.labelled("dev");
        inputs.forEach(
                line -> assertThat(content(agent.request(line.path("input")))).isNotEmpty());
        List<Long> nanos = new ArrayList<>();

        for (int i = 0; i < 20; i++) {
            JsonNode input =
                    ExampleAgent.json("{\"subject\":\"Note " + i + "\",\"body\":\"Export " + i + " is slow.\"}");
            long start = System.nanoTime();
            assertThat(content(agent.request(input))).isNotEmpty();
            nanos.add(System.nanoTime() - start);
        }

        nanos.sort(null);
        System.out.println("median ms per answer: " + nanos.get(10) / 1e6);
        assertThat(Duration.ofNanos(nanos.get(10))).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void boundsTheWorkForALongInput() {
        ExampleAgent agent = ExampleAgent.load("extract-incident");
        String report = "On 3 March 2026 the checkout-api failed for 42 minutes. ".repeat(4_000);
        JsonNode input =
                new ObjectMapper().createObjectNode().put("report", report).put("reported_at", "2026-03-04T09:10:00Z");
        long start = System.nanoTime();

        assertThat(content(agent.request(input))).contains("checkout-api");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static ChatRequest request(String schema, String input) {
        return ChatRequest.model(LocalProvider.MODEL)
                .message(Message.user(input))
                .outputSchema(OutputSchema.of("output", schema(schema)))
                .build();
    }

    @SuppressWarnings("unchecked") // the schemas are JSON objects
    private static Map<String, Object> schema(String json) {
        return new ObjectMapper().convertValue(ExampleAgent.json(json), Map.class);
    }

    private static String content(ChatRequest request) {
        return provider.chat(request).toCompletableFuture().join().content();
    }
}
