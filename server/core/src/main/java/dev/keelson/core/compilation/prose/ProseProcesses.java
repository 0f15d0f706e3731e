package dev.keelson.core.compilation.prose;

import dev.keelson.core.agent.PutReadingUseCase;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ModelWork;
import java.util.List;

/** All processes that read a spec. */
public final class ProseProcesses {

    private ProseProcesses() {}

    /** What they work with. */
    public record Needs(ModelWork models, PutReadingUseCase putReading) {}

    public static List<CompilationProcess> processes(Needs needs) {
        return List.of(
                new ReadProcess(),
                new SentencesProcess(),
                new InputFieldsProcess(needs.models()),
                new OutputFieldsProcess(),
                new FieldSourcesProcess(),
                new DefinitionProcess(needs.putReading()),
                new AmbiguitiesProcess(needs.models()),
                new ContradictionsProcess(),
                new MissingCasesProcess(),
                new InstructionsProcess(),
                new ExamplesProcess(),
                new RubricProcess(needs.models()));
    }
}
