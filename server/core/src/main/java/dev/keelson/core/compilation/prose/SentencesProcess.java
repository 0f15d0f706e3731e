package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.spec.Sentence;
import dev.keelson.core.spec.SpecSkeleton;
import dev.keelson.core.spec.SpecText;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Cuts the spec into sentences. For prose it also writes the structured form to fill in, for want of a model. */
final class SentencesProcess implements CompilationProcess {
    /** Keeps the result within its bound. */
    private static final int MAX_LISTED = 600;

    private static final int MAX_TEXT = 200;

    @Override
    public ProcessName name() {
        return ProcessName.SENTENCES;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.READ);
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        SpecText text = SpecText.of(input.spec());
        List<Sentence> sentences = text.sentences();
        ObjectNode result = Json.object();
        ArrayNode array = result.putArray("sentences");
        sentences.stream().limit(MAX_LISTED).forEach(sentence -> array.add(json(sentence)));
        result.put("count", sentences.size());
        if (Results.isProse(input)) {
            result.put("skeleton", SpecSkeleton.of(text));
        }
        long rules = sentences.stream().filter(each -> each.cue() != null).count();
        return Future.succeededFuture(ProcessResult.byRules(
                Results.counted(sentences.size(), "sentence") + ", " + rules + " of them with words that state a rule.",
                result));
    }

    private static ObjectNode json(Sentence sentence) {
        String text = sentence.text();
        return Json.object()
                .put("id", sentence.id())
                .put("line", sentence.line())
                .put("section", sentence.section())
                .put("text", text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT))
                .put("rule", sentence.cue() != null)
                .put("cue", sentence.cue());
    }
}
