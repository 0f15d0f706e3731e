package dev.keelson.core.agentapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class McpToolTest {
    private static final String NAME = "[A-Za-z0-9_-]{1,64}";

    @Test
    void isNamedAsProtocolAndProvidersAllow() {
        String longest = "a".repeat(63);
        List<String> names = List.of(
                McpTool.name("triage"),
                McpTool.name("triage@canary"),
                McpTool.name("triage@7"),
                McpTool.name(longest),
                McpTool.name(longest + "@" + "b".repeat(32)),
                McpTool.name(longest + "@" + "b".repeat(31) + "c"));

        assertThat(names).startsWith("triage", "triage_canary", "triage_7").doesNotHaveDuplicates();
        assertThat(names).allMatch(name -> name.matches(NAME));
    }

    @Test
    void takesAndGivesExactlyTheContract() {
        JsonNode tool = McpTool.write(AgentApis.triage());

        assertThat(tool.get("inputSchema"))
                .isEqualTo(AgentApis.triage().definition().contract().input());
        assertThat(tool.get("outputSchema"))
                .isEqualTo(AgentApis.triage().definition().contract().output());
        assertThat(tool.at("/annotations/readOnlyHint").asBoolean()).isFalse();
    }

    @Test
    void wrapsWhatIsNoObject() {
        JsonNode tool = McpTool.write(AgentApis.bare());
        CompiledSchema input = CompiledSchema.of(tool.get("inputSchema"));

        assertThat(tool.at("/inputSchema/type").asText()).isEqualTo("object");
        assertThat(tool.at("/outputSchema/type").asText()).isEqualTo("object");
        assertThat(input.validate(Json.parse("{\"input\":\"abc\"}"))).isEmpty();
        assertThat(input.validate(Json.parse("{\"input\":\"a\"}"))).hasSize(1);
        assertThat(input.validate(Json.parse("\"abc\""))).isNotEmpty();
    }
}
