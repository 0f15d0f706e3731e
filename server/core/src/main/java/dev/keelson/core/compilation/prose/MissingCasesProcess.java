package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.question.Question;
import dev.keelson.core.spec.SpecText;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds values and situations that no rule covers, and rules that speak of what is not there. */
final class MissingCasesProcess implements CompilationProcess {

    @Override
    public ProcessName name() {
        return ProcessName.MISSING_CASES;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.SENTENCES, ProcessName.DEFINITION, ProcessName.AMBIGUITIES);
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        AgentDefinition definition = Results.current(input);
        if (definition == null) {
            return Future.succeededFuture(ProcessResult.skipped(Results.NO_DEFINITION));
        }
        List<Question> questions = new ArrayList<>(UncoveredCases.of(definition));
        questions.addAll(ModelQuestions.read(
                Results.of(input, ProcessName.AMBIGUITIES).path(AmbiguitiesProcess.MODEL),
                SpecText.of(input.spec()),
                Question.Kind.MISSING_CASE));
        ObjectNode result = Json.object();
        result.set(Question.RESULT_KEY, Results.questions(questions));
        return Future.succeededFuture(ProcessResult.byRules(
                questions.isEmpty()
                        ? "Every value has a meaning or a rule, and rules name only what is there."
                        : Results.counted(questions.size(), "case") + " that no rule decides.",
                result));
    }
}
