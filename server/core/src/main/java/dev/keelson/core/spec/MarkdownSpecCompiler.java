package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.spec.ExampleReader.Part;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles Markdown specs in the form of docs/spec-format.md. Needs no model and no clock; safe for concurrent use. A spec
 * of the largest size takes tens of milliseconds: not for an event loop.
 */
public final class MarkdownSpecCompiler implements SpecCompiler {

    @Override
    public CompiledSpec compile(String markdown) {
        var problems = new SpecProblems();
        SourceGuard.requireSize(markdown, problems);
        problems.throwIfAny();
        SourceText source = SourceText.of(markdown);
        SourceGuard.requireTame(source, problems);
        problems.throwIfAny();
        CompiledSpec compiled = compile(source, problems);
        problems.throwIfAny();
        return compiled;
    }

    @Override
    public boolean isProse(String spec) {
        return Prose.isProse(spec);
    }

    private static CompiledSpec compile(SourceText source, SpecProblems problems) {
        SpecSections sections = SpecSections.read(source, problems);
        var parser = new FieldListParser(source, problems);
        Side input = side(sections, SectionName.INPUT, parser, problems);
        Side output = side(sections, SectionName.OUTPUT, parser, problems);
        List<Rule> rules = sections.find(SectionName.RULES)
                .map(section -> new RuleReader(source, problems).read(section))
                .orElse(List.of());
        List<Example> examples = sections.find(SectionName.EXAMPLES)
                .map(section -> new ExampleReader(source, problems).read(section))
                .map(written -> new ExampleChecker(schemas(input, output), problems).check(written))
                .orElse(List.of());
        String purpose = sections.purpose(source);
        var text = new InstructionWriter.Text(sections.title(), purpose, rules, input.fields(), output.fields());
        Contract contract = new Contract(input.schema(), output.schema());
        // Half a contract would make fields look unknown that are only misspelt elsewhere.
        List<Invariant> invariants = problems.total() > 0
                ? List.of()
                : InvariantFinder.find(rules, contract, examples).invariants();
        return new CompiledSpec(
                sections.title(), purpose, rules, contract, examples, InstructionWriter.write(text), invariants);
    }

    private static Side side(SpecSections sections, SectionName name, FieldListParser parser, SpecProblems problems) {
        int before = problems.total();
        List<Field> fields = sections.find(name).map(parser::parse).orElse(List.of());
        boolean sound = !fields.isEmpty() && problems.total() == before;
        return new Side(fields, SchemaWriter.write(fields), sound);
    }

    /** Examples are judged by sound schemas only: one misspelt type would else bring a violation for each example. */
    private static Map<Part, CompiledSchema> schemas(Side input, Side output) {
        Map<Part, CompiledSchema> schemas = new EnumMap<>(Part.class);
        if (input.sound()) {
            schemas.put(Part.INPUT, CompiledSchema.of(input.schema()));
        }
        if (output.sound()) {
            schemas.put(Part.OUTPUT, CompiledSchema.of(output.schema()));
        }
        return schemas;
    }

    /**
     * The fields of one side of the contract.
     *
     * @param sound false when a violation was found among the fields
     */
    private record Side(List<Field> fields, JsonNode schema, boolean sound) {}
}
