package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.spec.MarkdownSpecCompiler;
import dev.keelson.core.spec.SpecText;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.StringTokenizer;

/** Takes the measure of the text. */
final class ReadProcess implements CompilationProcess {

    @Override
    public ProcessName name() {
        return ProcessName.READ;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of();
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        String spec = input.spec();
        boolean prose = new MarkdownSpecCompiler().isProse(spec);
        int words = new StringTokenizer(spec).countTokens();
        int lines = (int) spec.lines().count();
        ObjectNode result = Json.object()
                .put(Results.FORM, prose ? Results.PROSE : "structured")
                .put("title", SpecText.of(spec).title())
                .put("bytes", spec.getBytes(StandardCharsets.UTF_8).length)
                .put("words", words)
                .put("lines", lines)
                .put("byteOrderMark", spec.startsWith("\uFEFF"))
                .put("otherLineEnds", spec.indexOf('\r') >= 0);
        String form = prose
                ? "free prose, which a model has to read"
                : "structured: input, output, rules and examples stand below headings of their own";
        return Future.succeededFuture(ProcessResult.byRules(
                Results.counted(words, "word") + " on " + Results.counted(lines, "line") + ", " + form + ".", result));
    }
}
