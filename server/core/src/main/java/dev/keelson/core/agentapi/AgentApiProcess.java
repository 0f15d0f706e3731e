package dev.keelson.core.agentapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A process of a compilation that writes something for callers from the compiled definition. */
public final class AgentApiProcess implements CompilationProcess {
    /** What a compilation's record keeps of one process. */
    private static final int MAX_RESULT_CHARACTERS = 200_000;

    private final Vertx vertx;
    private final ProcessName name;
    private final Function<AgentApi, ProcessResult> work;

    private AgentApiProcess(Vertx vertx, ProcessName name, Function<AgentApi, ProcessResult> work) {
        this.vertx = vertx;
        this.name = name;
        this.work = work;
    }

    /** The processes OPENAPI, MCP_TOOL and CODE_SAMPLES. */
    public static List<CompilationProcess> all(Vertx vertx) {
        return List.of(
                new AgentApiProcess(vertx, ProcessName.OPENAPI, AgentApiProcess::openApi),
                new AgentApiProcess(vertx, ProcessName.MCP_TOOL, AgentApiProcess::mcpTool),
                new AgentApiProcess(vertx, ProcessName.CODE_SAMPLES, AgentApiProcess::codeSamples));
    }

    @Override
    public ProcessName name() {
        return name;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.DEFINITION);
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        AgentDefinition definition = input.definition();
        if (definition == null) {
            return Future.succeededFuture(ProcessResult.skipped(
                    "There is no compiled definition to write from; it needs the process definition to succeed."));
        }
        return vertx.executeBlocking(() -> work.apply(AgentApi.ofDraft(input.agent(), definition)), false);
    }

    private static ProcessResult openApi(AgentApi api) {
        JsonNode document = OpenApiDocument.write(api);
        return kept(
                "Wrote an OpenAPI 3.1 description with "
                        + api.definition().examples().size() + " examples.",
                document);
    }

    private static ProcessResult mcpTool(AgentApi api) {
        JsonNode tool = McpTool.write(api);
        return kept("Wrote the MCP tool " + tool.path("name").asText() + ".", tool);
    }

    private static ProcessResult codeSamples(AgentApi api) {
        var samples = Json.object();
        Arrays.stream(ClientLanguage.values())
                .forEach(language -> samples.put(language.id(), ClientCode.write(api, language)));
        return kept("Wrote clients in TypeScript, Python and Java, and a call with curl.", samples);
    }

    private static ProcessResult kept(String summary, JsonNode result) {
        int characters = Json.text(result).length();
        return characters <= MAX_RESULT_CHARACTERS
                ? ProcessResult.byRules(summary, result)
                : ProcessResult.skipped("The text has " + characters
                        + " characters, more than a compilation keeps; it is served once the agent is published.");
    }
}
