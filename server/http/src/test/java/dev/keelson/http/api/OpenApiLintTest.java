package dev.keelson.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agentapi.AgentApi;
import dev.keelson.core.agentapi.AgentApis;
import dev.keelson.core.agentapi.OpenApiDocument;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every description against {@link OpenApiLint}. */
class OpenApiLintTest {

    static Stream<AgentApi> agents() {
        return Stream.of(AgentApis.triage(), AgentApis.bare());
    }

    static Stream<AgentApi> agentsWithoutOutputExamples() {
        return Stream.of(AgentApis.hostile(), AgentApis.intricate());
    }

    @Test
    void findsNothingInTheDescriptionOfTheServer() {
        assertThat(OpenApiLint.findings(ApiDescription.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("agents")
    void findsNothingInTheDescriptionOfAnAgent(AgentApi api) {
        assertThat(OpenApiLint.findings(OpenApiDocument.write(api))).isEmpty();
    }

    /** Their examples have an empty output, which is no part of what they test. */
    @ParameterizedTest
    @MethodSource("agentsWithoutOutputExamples")
    void findsNothingInTheDescriptionOfAnAgentWithOddWords(AgentApi api) {
        ObjectNode document = OpenApiDocument.write(api);
        ((ObjectNode) document.at("/paths/~1v1~1agents~1triage~1run/post/responses/200/content/application~1json"))
                .remove("examples");

        assertThat(OpenApiLint.findings(document)).isEmpty();
    }

    @Test
    void findsWhatIsWrong() {
        ObjectNode document = OpenApiDocument.write(AgentApis.triage());
        ObjectNode post = (ObjectNode) document.at("/paths/~1v1~1agents~1triage~1run/post");
        ((ObjectNode) post.at("/requestBody/content/application~1json/examples/example-1"))
                .set("value", Json.parse("{\"text\":1}"));
        ((ObjectNode) document.at("/components/schemas")).putObject("Nobody");
        ((ObjectNode) document.at("/components/headers/Sunset")).remove("schema");
        post.put("operationId", "Run it");
        post.putObject("responses").putObject("500").put("$ref", "#/components/responses/Gone");

        assertThat(OpenApiLint.findings(document))
                .anyMatch(finding -> finding.startsWith("example-1 /text"))
                .anyMatch(finding -> finding.contains("unused #/components/schemas/Nobody"))
                .anyMatch(finding -> finding.startsWith("schema: "))
                .anyMatch(finding -> finding.startsWith("parser: "))
                .anyMatch(finding -> finding.contains("operationId Run it"))
                .anyMatch(finding -> finding.contains("dangling"))
                .anyMatch(finding -> finding.startsWith("responses of"));
    }

    @Test
    void givesEveryProblemTheStatusThatIsSent() {
        JsonNode responses =
                OpenApiDocument.write(AgentApis.triage()).at("/paths/~1v1~1agents~1triage~1run/post/responses");

        responses
                .properties()
                .forEach(response -> response.getValue()
                        .at("/content/application~1problem+json/schema/allOf/1/properties/code/enum")
                        .forEach(code -> assertThat(response.getKey())
                                .as(code.asText())
                                .isEqualTo(Integer.toString(ProblemJson.status(
                                        ErrorCode.valueOf(code.asText().toUpperCase(Locale.ROOT))
                                                .type())))));
        assertThat(responses.properties()).hasSizeGreaterThan(10);
    }
}
