package dev.keelson.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Guards the data that the accuracy figure rests on. */
class ExampleAgentTest {

    @Test
    void testResourcesSayWhatTheSpecsSay() {
        for (String name : ExampleAgent.NAMES) {
            ExampleAgent agent = ExampleAgent.load(name);
            String spec = agent.spec();

            agent.parts()
                    .at("/outputSchema/properties")
                    .forEach(field ->
                            assertThat(spec).contains(field.path("description").asText()));
            agent.parts()
                    .at("/outputSchema/properties")
                    .forEach(field -> field.path("x-keelson-values")
                            .forEach(meaning -> assertThat(spec).contains(meaning.asText())));
            assertThat(spec.split("\n### ", -1))
                    .hasSize(1 + agent.parts().path("examples").size());
            agent.parts()
                    .path("examples")
                    .forEach(example -> example.path("input")
                            .forEach(value -> assertThat(spec).contains(value.toString())));
        }
    }

    @Test
    void labelledInputsAreManyDistinctAndNoneOfTheExamples() {
        List<JsonNode> inputs = new ArrayList<>();
        Set<JsonNode> examples = new HashSet<>();
        for (String name : ExampleAgent.NAMES) {
            ExampleAgent agent = ExampleAgent.load(name);
            agent.labelled("dev").forEach(line -> inputs.add(line.path("input")));
            agent.labelled("test").forEach(line -> inputs.add(line.path("input")));
            agent.parts().path("examples").forEach(example -> examples.add(example.path("input")));
        }

        assertThat(inputs)
                .hasSizeGreaterThanOrEqualTo(240)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(examples);
    }
}
