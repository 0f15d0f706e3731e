package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.spec.ContractField;
import dev.keelson.core.spec.Example;
import io.vertx.core.Future;
import java.util.Set;
import java.util.TreeSet;

/** Shows which examples the model gets and which values they leave out. */
final class ExamplesProcess implements CompilationProcess {

    @Override
    public ProcessName name() {
        return ProcessName.EXAMPLES;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.FIELD_SOURCES, ProcessName.DEFINITION);
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        AgentDefinition definition = Results.current(input);
        if (definition == null) {
            return Future.succeededFuture(ProcessResult.skipped(Results.NO_DEFINITION));
        }
        ObjectNode result = Json.object();
        ArrayNode chosen = result.putArray("examples");
        definition.examples().forEach(example -> chosen.add(example.title()));
        ArrayNode missing = result.putArray("valuesWithoutExample");
        ContractField.of(definition.contract().output(), ContractField.OUTPUT)
                .forEach(field -> uncovered(field, definition)
                        .forEach(value -> missing.addObject()
                                .put("pointer", field.pointer())
                                .put("value", value)));
        ArrayNode leftOut = result.putArray("leftOut");
        Results.of(input, ProcessName.FIELD_SOURCES)
                .path(FieldSourcesProcess.NOTES)
                .forEach(note -> {
                    if (note.asText().startsWith("Left out example")) {
                        leftOut.add(note);
                    }
                });
        return Future.succeededFuture(ProcessResult.byRules(
                Results.counted(chosen.size(), "example") + ", all valid; "
                        + Results.counted(missing.size(), "value") + " without one"
                        + (leftOut.isEmpty() ? "." : "; " + leftOut.size() + " that do not fit were left out."),
                result));
    }

    private static Set<String> uncovered(ContractField field, AgentDefinition definition) {
        Set<String> values = new TreeSet<>(field.values());
        for (Example example : definition.examples()) {
            example.output().findValues(field.name()).forEach(found -> {
                values.remove(found.asText());
                found.forEach(item -> values.remove(item.asText()));
            });
        }
        return values;
    }
}
