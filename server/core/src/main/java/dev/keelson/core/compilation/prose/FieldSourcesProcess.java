package dev.keelson.core.compilation.prose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Sha256;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.question.Question;
import dev.keelson.core.spec.FieldSource;
import dev.keelson.core.spec.Reading;
import dev.keelson.core.spec.ReadingWriter;
import dev.keelson.core.spec.Sentence;
import dev.keelson.core.spec.SpecText;
import dev.keelson.core.spec.StructuredSources;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ties every field to a sentence. For prose this is where what a model read becomes a reading, checked word by word. */
final class FieldSourcesProcess implements CompilationProcess {
    static final String MARKDOWN = "markdown";
    static final String SOURCES = "fields";
    static final String NOTES = "notes";
    private static final int MAX_QUOTE = 300;

    @Override
    public ProcessName name() {
        return ProcessName.FIELD_SOURCES;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.READ, ProcessName.SENTENCES, ProcessName.INPUT_FIELDS, ProcessName.OUTPUT_FIELDS);
    }

    @Override
    public Future<String> surroundings(ProcessInput input) {
        AgentDefinition definition = input.definition();
        if (definition == null) {
            return Future.succeededFuture("none");
        }
        Reading reading = definition.reading();
        String known = reading == null ? definition.contract().digest() : Json.text(reading);
        return Future.succeededFuture(Sha256.of((known + definition.spec()).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        SpecText text = SpecText.of(input.spec());
        AgentDefinition current = Results.current(input);
        JsonNode read = Results.of(input, ProcessName.INPUT_FIELDS).path(Results.READ);
        if (!Results.isProse(input) && current != null) {
            List<FieldSource> sources = StructuredSources.of(text, current.contract());
            return Future.succeededFuture(result(text, new Reading("", sources), List.of(), List.of()));
        }
        if (!read.isMissingNode()) {
            ReadingWriter.Written written = ReadingWriter.write(text, ReaderWire.read(read), ContractToKeep.of(input));
            return Future.succeededFuture(
                    result(text, written.reading(), written.notes(), WantedFields.questions(read, text)));
        }
        if (current != null && current.reading() != null) {
            return Future.succeededFuture(result(text, current.reading(), List.of(), List.of()));
        }
        return Future.succeededFuture(
                ProcessResult.skipped("The text has not been read; " + ProcessName.INPUT_FIELDS.id() + " says why."));
    }

    private static ProcessResult result(SpecText text, Reading reading, List<String> notes, List<Question> questions) {
        ObjectNode result = Json.object();
        if (!reading.markdown().isEmpty()) {
            result.put(MARKDOWN, reading.markdown());
        }
        result.set(SOURCES, sources(text, reading));
        ArrayNode array = result.putArray(NOTES);
        notes.forEach(array::add);
        result.set(Question.RESULT_KEY, Results.questions(questions));
        long assumed = reading.sources().stream().filter(FieldSource::assumed).count();
        int all = reading.sources().size();
        String open = reading.openAssumptions().isEmpty()
                ? ""
                : " " + reading.openAssumptions().size() + " wait for the author's consent.";
        return ProcessResult.byRules(
                (all - assumed) + " of " + Results.counted(all, "field") + " rest on a sentence, " + assumed
                        + " on an assumption." + open,
                result);
    }

    private static ArrayNode sources(SpecText text, Reading reading) {
        Map<String, Integer> lines = new HashMap<>();
        for (Sentence sentence : text.sentences()) {
            lines.putIfAbsent(sentence.id(), sentence.line());
        }
        ArrayNode array = Json.mapper().createArrayNode();
        for (FieldSource source : reading.sources()) {
            ObjectNode json = array.addObject()
                    .put("pointer", source.pointer())
                    .put("sentenceId", source.sentenceId())
                    .put("line", source.sentenceId() == null ? null : lines.get(source.sentenceId()));
            json.put(
                            "quote",
                            source.quote()
                                    .substring(
                                            0,
                                            Math.min(MAX_QUOTE, source.quote().length())))
                    .put("assumed", source.assumed())
                    .put("accepted", source.accepted());
        }
        return array;
    }

    /** Reads what {@link #sources} wrote. */
    static Reading reading(JsonNode result) {
        List<FieldSource> sources = new ArrayList<>();
        result.path(SOURCES)
                .forEach(json -> sources.add(new FieldSource(
                        json.path("pointer").asText(),
                        json.path("sentenceId").isTextual()
                                ? json.path("sentenceId").asText()
                                : null,
                        json.path("quote").asText(),
                        json.path("accepted").asBoolean())));
        return new Reading(result.path(MARKDOWN).asText(), sources);
    }
}
