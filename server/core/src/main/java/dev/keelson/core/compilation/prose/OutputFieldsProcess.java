package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.spec.ContractField;
import io.vertx.core.Future;
import java.util.Set;

/** Finds what callers get back: in the contract, or in what the model already read for the input. */
final class OutputFieldsProcess implements CompilationProcess {

    @Override
    public ProcessName name() {
        return ProcessName.OUTPUT_FIELDS;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.READ, ProcessName.INPUT_FIELDS);
    }

    @Override
    public Future<String> surroundings(ProcessInput input) {
        AgentDefinition current = Results.current(input);
        return Future.succeededFuture(current == null ? "" : current.contract().digest());
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        JsonNode found = Results.of(input, ProcessName.INPUT_FIELDS);
        JsonNode read = found.path(Results.READ);
        AgentDefinition current = Results.current(input);
        if (!read.isMissingNode()) {
            return Future.succeededFuture(done(
                    "read by the model together with the input",
                    FieldList.read(read.path("output_fields"), ContractField.OUTPUT)));
        }
        if (current == null) {
            return Future.succeededFuture(ProcessResult.skipped(
                    "The text has not been read; " + ProcessName.INPUT_FIELDS.id() + " says why."));
        }
        return Future.succeededFuture(done(
                "from the contract",
                FieldList.of(ContractField.of(current.contract().output(), ContractField.OUTPUT))));
    }

    private static ProcessResult done(String how, JsonNode fields) {
        ObjectNode result = Json.object();
        result.set(Results.FIELDS, fields);
        return ProcessResult.byRules(Results.counted(fields.size(), "output field") + ", " + how + ".", result);
    }
}
