package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ModelWork;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.SystemAgent;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.spec.ContractField;
import dev.keelson.core.spec.SpecText;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what callers send. For prose it asks the model once for everything that the text says. */
final class InputFieldsProcess implements CompilationProcess {
    private final ModelWork models;

    InputFieldsProcess(ModelWork models) {
        this.models = models;
    }

    @Override
    public ProcessName name() {
        return ProcessName.INPUT_FIELDS;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.READ, ProcessName.SENTENCES);
    }

    @Override
    public Future<String> surroundings(ProcessInput input) {
        AgentDefinition definition = input.definition();
        String state = definition == null
                ? "none"
                : definition.contract().digest() + (Results.current(input) == null ? " of other words" : " current");
        return Future.succeededFuture(models.unavailableBecause().orElse("") + state);
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        AgentDefinition current = Results.current(input);
        boolean prose = Results.isProse(input);
        if (current != null && (!prose || !input.schemaChangeWanted())) {
            return Future.succeededFuture(fromContract(current, prose));
        }
        Optional<String> lack = models.unavailableBecause();
        return lack.isPresent()
                ? Future.succeededFuture(ProcessResult.skipped(lack.get() + " The result of "
                        + ProcessName.SENTENCES.id() + " has a skeleton of that form to fill in."))
                : read(input);
    }

    private static ProcessResult fromContract(AgentDefinition definition, boolean prose) {
        List<ContractField> fields = ContractField.of(definition.contract().input(), ContractField.INPUT);
        ObjectNode result = Json.object().put("from", prose ? "reading" : "contract");
        result.set(Results.FIELDS, FieldList.of(fields));
        String how = prose ? " The spec is unchanged since it was read, so no model was asked." : "";
        return ProcessResult.byRules(Results.counted(fields.size(), "input field") + "." + how, result);
    }

    private Future<ProcessResult> read(ProcessInput input) {
        SpecText text = SpecText.of(input.spec());
        if (text.sentences().size() > ReaderWire.MAX_SENTENCES) {
            return Future.failedFuture(new KeelsonException(
                    ErrorCode.SPEC_INVALID,
                    text.sentences().size() + " sentences (expected: at most " + ReaderWire.MAX_SENTENCES + ")"));
        }
        return models.write(input.by(), SystemAgent.SPEC_READER, ReaderWire.input(text, ContractToKeep.contract(input)))
                .map(InputFieldsProcess::fromModel);
    }

    private static ProcessResult fromModel(ModelWork.Written written) {
        ObjectNode result = Json.object().put("from", "model");
        result.set(Results.FIELDS, FieldList.read(written.output().path("input_fields"), ContractField.INPUT));
        result.set(Results.READ, written.output());
        int fields = result.path(Results.FIELDS).size();
        return new ProcessResult(
                ProcessResult.Status.DONE,
                "A model read " + Results.counted(fields, "input field") + " in the text.",
                written.method(),
                result,
                written.costNanoUsd(),
                List.of(written.executionId()));
    }
}
