package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.spec.FieldTree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a reading of prose from what a model read in it. What the model says is held against the text and the compiler;
 * the reading always compiles. Equal input gives equal readings. Confined to one reading.
 */
public final class ReadingWriter {
    private static final int MAX_EXAMPLES = 20;

    private final ProseRead read;
    private final @Nullable KeptContract kept;
    private final ProseSections prose;
    private final Citations citations;
    private final List<String> notes = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();

    private ReadingWriter(SpecText text, ProseRead read, @Nullable KeptContract kept) {
        this.read = read;
        this.kept = kept;
        prose = ProseSections.of(text, read);
        citations = new Citations(text.sentences());
    }

    /**
     * A reading and what was set right in it.
     *
     * @param notes one sentence each, for people
     */
    public record Written(Reading reading, List<String> notes) {}

    private record Source(String pointer, ReadField field) {}

    /** {@code kept}: null makes the contract anew. */
    public static Written write(SpecText text, ProseRead read, @Nullable KeptContract kept) {
        return new ReadingWriter(text, read, kept).write();
    }

    private Written write() {
        String input = side(SectionName.INPUT, read.input());
        String output = side(SectionName.OUTPUT, read.output());
        String start = "# " + prose.title() + "\n\n## Purpose\n\n" + prose.purpose() + "\n\n## Input\n\n" + input
                + "\n\n## Output\n\n" + output + "\n" + prose.rules();
        CompiledSpec compiled = new MarkdownSpecCompiler().compile(start);
        String markdown = start + examples(compiled.contract());
        notes.addAll(prose.notes());
        return new Written(new Reading(markdown, fieldSources(compiled.contract())), List.copyOf(notes));
    }

    /** The bullets of one side: the kept ones, else those that were read. */
    private String side(SectionName name, List<ReadField> fields) {
        String root = name == SectionName.INPUT ? ContractField.INPUT : ContractField.OUTPUT;
        var lines = new FieldLines(name, kept == null ? notes : new ArrayList<>());
        List<Node> nodes = lines.sound(FieldTree.of(fields, kept == null ? notes : new ArrayList<>()));
        if (nodes.isEmpty()) {
            nodes = lines.sound(FieldTree.of(List.of(assumed(name)), notes));
        }
        nodes.forEach(node -> collect(node, root));
        if (kept != null) {
            return kept.section(name);
        }
        return String.join(
                "\n",
                nodes.stream().flatMap(node -> FieldLines.lines(node).stream()).toList());
    }

    /** Without any field there is no contract; that the author must say yes to it is why it is an assumption. */
    private static ReadField assumed(SectionName name) {
        boolean input = name == SectionName.INPUT;
        return new ReadField(
                input ? "text" : "answer",
                "string",
                ReadField.Form.NONE,
                input ? "What the agent works on." : "What the agent answers.",
                null,
                "",
                input ? "the spec does not say what callers send" : "the spec does not say what callers get back");
    }

    private void collect(Node node, String above) {
        String pointer = above + "/" + node.name();
        sources.add(new Source(pointer, node.field()));
        node.inside().values().forEach(each -> collect(each, pointer));
    }

    private List<FieldSource> fieldSources(Contract contract) {
        Map<String, ReadField> fields = new HashMap<>();
        sources.forEach(source -> fields.put(source.pointer(), source.field()));
        return ContractField.of(contract).stream()
                .map(field -> source(field.pointer(), fields.get(field.pointer())))
                .toList();
    }

    private FieldSource source(String pointer, @Nullable ReadField field) {
        if (kept != null) {
            return kept.source(pointer, field, citations);
        }
        return field == null
                ? new FieldSource(pointer, null, "nothing is known of its source", false)
                : citations.source(pointer, field);
    }

    private String examples(Contract contract) {
        CompiledSchema input = CompiledSchema.of(contract.input());
        CompiledSchema output = CompiledSchema.of(contract.output());
        var out = new StringBuilder();
        Set<String> titles = new HashSet<>();
        for (ProseRead.ReadExample example : read.examples()) {
            String title = prose.line(example.title(), "Example " + (titles.size() + 1));
            Optional<JsonNode> given = fitting(example.input(), input);
            Optional<JsonNode> wanted = fitting(example.output(), output);
            if (given.isEmpty() || wanted.isEmpty() || titles.size() >= MAX_EXAMPLES || !titles.add(title)) {
                notes.add("Left out example " + SpecProblems.quote(example.title()) + ": it does not fit the contract");
                continue;
            }
            out.append("\n### ").append(title);
            out.append("\n\nInput:\n\n```json\n").append(Json.text(given.get())).append("\n```");
            out.append("\n\nOutput:\n\n```json\n")
                    .append(Json.text(wanted.get()))
                    .append("\n```\n");
        }
        return out.length() == 0 ? "" : "\n## Examples\n" + out;
    }

    private static Optional<JsonNode> fitting(String json, CompiledSchema schema) {
        try {
            JsonNode value = Json.parse(json);
            return schema.validate(value).isEmpty() ? Optional.of(value) : Optional.empty();
        } catch (KeelsonException malformed) {
            return Optional.empty();
        }
    }
}
