package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.PutReadingUseCase;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.spec.FieldSource;
import dev.keelson.core.spec.Reading;
import io.vertx.core.Future;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the definition into the draft. A structured spec was compiled when it was stored. */
final class DefinitionProcess implements CompilationProcess {
    private final PutReadingUseCase putReading;

    DefinitionProcess(PutReadingUseCase putReading) {
        this.putReading = putReading;
    }

    @Override
    public ProcessName name() {
        return ProcessName.DEFINITION;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.READ, ProcessName.FIELD_SOURCES);
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        AgentDefinition current = Results.current(input);
        if (!Results.isProse(input) && current != null) {
            return Future.succeededFuture(result(current, input.draftRevision(), "The spec is structured: "));
        }
        JsonNode sources = Results.of(input, ProcessName.FIELD_SOURCES);
        if (sources.path(FieldSourcesProcess.MARKDOWN).asText("").isEmpty()) {
            return Future.succeededFuture(
                    ProcessResult.skipped("There is nothing to compile: the text has not been read; "
                            + ProcessName.INPUT_FIELDS.id() + " says why."));
        }
        Reading reading = withConsent(FieldSourcesProcess.reading(sources), input.definition());
        return putReading
                .execute(new PutReadingUseCase.Input(input.by(), input.agent(), input.draftRevision(), reading))
                .map(output -> result(
                        output.draft().compiled(),
                        output.draft().revision(),
                        output.changed() ? "" : "Nothing changed: "));
    }

    /** What the author agreed to before stays agreed to. */
    private static Reading withConsent(Reading reading, @Nullable AgentDefinition before) {
        if (before == null || before.reading() == null) {
            return reading;
        }
        Set<FieldSource> accepted = before.reading().sources().stream()
                .filter(source -> source.assumed() && source.accepted())
                .collect(Collectors.toSet());
        Set<String> again = reading.openAssumptions().stream()
                .filter(open -> accepted.contains(new FieldSource(open.pointer(), null, open.quote(), true)))
                .map(FieldSource::pointer)
                .collect(Collectors.toSet());
        return reading.accepting(again);
    }

    private static ProcessResult result(AgentDefinition definition, long revision, String how) {
        int open = definition.reading() == null
                ? 0
                : definition.reading().openAssumptions().size();
        ObjectNode result = Json.object()
                .put("draftRevision", revision)
                .put("definitionDigest", definition.digest())
                .put("contractDigest", definition.contract().digest())
                .put("rules", definition.rules().size())
                .put("examples", definition.examples().size())
                .put("openAssumptions", open);
        return ProcessResult.byRules(
                how + "revision " + revision + " of the draft has "
                        + Results.counted(definition.rules().size(), "rule") + ", "
                        + Results.counted(definition.examples().size(), "example") + " and " + open
                        + " assumptions to accept.",
                result);
    }
}
