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

/** Finds rules that demand different things under the same condition. */
final class ContradictionsProcess implements CompilationProcess {

    @Override
    public ProcessName name() {
        return ProcessName.CONTRADICTIONS;
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
        List<Question> questions = new ArrayList<>(RuleClashes.of(definition));
        questions.addAll(ModelQuestions.read(
                Results.of(input, ProcessName.AMBIGUITIES).path(AmbiguitiesProcess.MODEL),
                SpecText.of(input.spec()),
                Question.Kind.CONTRADICTION));
        ObjectNode result = Json.object();
        result.set(Question.RESULT_KEY, Results.questions(questions));
        return Future.succeededFuture(ProcessResult.byRules(
                questions.isEmpty()
                        ? "No two rules contradict each other in words."
                        : Results.counted(questions.size(), "pair") + " of rules that demand different things.",
                result));
    }
}
