package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import io.vertx.core.Future;
import java.util.Set;

/** Shows the system prompt that was made of purpose, rules and fields. */
final class InstructionsProcess implements CompilationProcess {
    private static final int CHARACTERS_PER_TOKEN = 3;
    private static final int MAX_SHOWN = 60_000;

    @Override
    public ProcessName name() {
        return ProcessName.INSTRUCTIONS;
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
        AgentDefinition definition = Results.current(input);
        if (definition == null) {
            return Future.succeededFuture(ProcessResult.skipped(Results.NO_DEFINITION));
        }
        String prompt = definition.instructions();
        int tokens = (prompt.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
        ObjectNode result = Json.object().put("characters", prompt.length()).put("estimatedTokens", tokens);
        ArrayNode sections = result.putArray("sections");
        prompt.lines().filter(line -> line.startsWith("## ")).forEach(line -> sections.add(line.substring(3)));
        result.put("prompt", prompt.substring(0, Math.min(prompt.length(), MAX_SHOWN)));
        result.put("cut", prompt.length() > MAX_SHOWN);
        return Future.succeededFuture(ProcessResult.byRules(
                "A system prompt of " + prompt.length() + " characters, an estimated " + tokens + " tokens, with "
                        + Results.counted(definition.rules().size(), "rule") + ".",
                result));
    }
}
