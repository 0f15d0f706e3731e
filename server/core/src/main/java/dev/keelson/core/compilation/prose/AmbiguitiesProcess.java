package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ModelWork;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.SystemAgent;
import dev.keelson.core.compilation.question.Question;
import dev.keelson.core.spec.SpecText;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds wording with more than one reading, by a list of words and, where a model can write, by asking it. Its one answer
 * also serves those who look for contradictions and missing cases.
 */
final class AmbiguitiesProcess implements CompilationProcess {
    /** What the model answered. */
    static final String MODEL = "model";

    private static final int MAX_QUESTIONS = 30;
    private final ModelWork models;

    AmbiguitiesProcess(ModelWork models) {
        this.models = models;
    }

    @Override
    public ProcessName name() {
        return ProcessName.AMBIGUITIES;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.READ, ProcessName.SENTENCES, ProcessName.DEFINITION);
    }

    @Override
    public String surroundings() {
        return models.unavailableBecause().orElse("");
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        SpecText text = SpecText.of(input.spec());
        List<Question> byRules = byRules(text);
        if (models.unavailableBecause().isPresent()) {
            return Future.succeededFuture(ProcessResult.byRules(
                    summary(byRules.size()) + " Only words were looked at: no configured provider can write.",
                    result(byRules)));
        }
        return models.write(input.by(), SystemAgent.QUESTION_FINDER, ModelQuestions.input(text, Results.current(input)))
                .map(written -> withModel(byRules, written, text));
    }

    private static ProcessResult withModel(List<Question> byRules, ModelWork.Written written, SpecText text) {
        List<Question> all = new ArrayList<>(ModelQuestions.read(written.output(), text, Question.Kind.AMBIGUITY));
        all.addAll(byRules);
        ObjectNode result = result(all);
        result.set(MODEL, written.output());
        return new ProcessResult(
                ProcessResult.Status.DONE,
                summary(all.size()),
                written.method(),
                result,
                written.costNanoUsd(),
                List.of(written.executionId()));
    }

    private static List<Question> byRules(SpecText text) {
        List<Question> questions = new ArrayList<>();
        for (SpecText.Part part : text.parts()) {
            DanglingWords.question(part).ifPresent(questions::add);
            part.sentences().stream()
                    .filter(sentence ->
                            sentence.cue() != null && !sentence.cue().equals("answer"))
                    .forEach(sentence -> VagueWords.question(sentence).ifPresent(questions::add));
        }
        return questions.subList(0, Math.min(questions.size(), MAX_QUESTIONS));
    }

    private static ObjectNode result(List<Question> questions) {
        ObjectNode result = Json.object();
        result.set(Question.RESULT_KEY, Results.questions(questions));
        return result;
    }

    private static String summary(int count) {
        return count == 0
                ? "No wording with two readings was found."
                : Results.counted(count, "wording") + " with more than one reading.";
    }
}
