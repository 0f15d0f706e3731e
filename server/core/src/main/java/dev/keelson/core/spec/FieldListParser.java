package dev.keelson.core.spec;

import dev.keelson.core.spec.BulletReader.Bullet;
import dev.keelson.core.spec.FieldType.ListOf;
import dev.keelson.core.spec.FieldType.OneOf;
import dev.keelson.core.spec.FieldType.Scalar;
import dev.keelson.core.spec.FieldType.Structure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.Node;

/** Reads the fields of a spec from nested bullets. One instance counts the fields of one spec. */
final class FieldListParser {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_-]{0,63}");
    /** Names such as {@code __proto__} have a meaning of their own in callers' languages. */
    private static final String RESERVED_PREFIX = "__";

    private final SpecProblems problems;
    private final BulletReader bullets;
    private int count;
    private boolean takesFiles;

    FieldListParser(SourceText source, SpecProblems problems) {
        this.problems = problems;
        bullets = new BulletReader(source, problems);
    }

    List<Field> parse(Section section) {
        takesFiles = section.name() == SectionName.INPUT;
        return fields(section.blocks(), 1);
    }

    private List<Field> fields(List<Node> blocks, int depth) {
        List<Field> fields = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Bullet bullet : bullets.bullets(blocks)) {
            count++;
            if (count > SpecLimits.MAX_FIELDS) {
                reportTooMany(bullet);
                return fields;
            }
            field(bullet, depth).ifPresent(field -> {
                requireNew(field, bullet, lines);
                fields.add(field);
            });
        }
        return fields;
    }

    private void reportTooMany(Bullet bullet) {
        boolean first = count == SpecLimits.MAX_FIELDS + 1;
        if (first) {
            problems.at(bullet.line())
                    .report(
                            SpecProblem.FIELDS_TOO_MANY,
                            "more fields than the limit (expected: at most " + SpecLimits.MAX_FIELDS
                                    + " in input and output together, nested ones included)");
        }
    }

    private void requireNew(Field field, Bullet bullet, Map<String, Integer> lines) {
        Integer first = lines.putIfAbsent(field.name(), bullet.line());
        if (first != null) {
            problems.at(bullet.line())
                    .report(
                            SpecProblem.FIELD_REPEATED,
                            "field \"" + field.name() + "\" already stands on line " + first
                                    + " (expected: each name once)");
        }
    }

    private Optional<Field> field(Bullet bullet, int depth) {
        SpecProblems.At at = problems.at(bullet.line());
        Optional<FieldLine> line = FieldLine.read(bullet.text(), at);
        line.ifPresent(read -> requireName(read.name(), at));
        return line.flatMap(read -> typed(read, bullet, depth));
    }

    private Optional<Field> typed(FieldLine line, Bullet bullet, int depth) {
        SpecProblems.At at = problems.at(bullet.line());
        return new TypeParser(at).parse(line.parts()).map(typed -> {
            Qualifiers qualifiers = new QualifierParser(typed.type(), at).parse(typed.rest());
            requirePlace(typed.type(), at);
            FieldType complete = complete(typed.type(), bullet, depth);
            return new Field(line.name(), complete, qualifiers, line.description());
        });
    }

    /** Models read files; none of them writes one. */
    private void requirePlace(FieldType type, SpecProblems.At at) {
        FieldType item = type instanceof ListOf list ? list.items() : type;
        if (item instanceof Scalar scalar && !scalar.mediaType().isEmpty() && !takesFiles) {
            at.report(
                    SpecProblem.TYPE_MISPLACED,
                    "a field of type " + scalar.word() + " in the output (expected: files in the input only)");
        }
    }

    private void requireName(String name, SpecProblems.At at) {
        if (!NAME.matcher(name).matches()) {
            at.report(
                    SpecProblem.FIELD_NAME,
                    "field name " + SpecProblems.quote(name)
                            + " (expected: a letter or underscore, then at most 63 letters, digits, underscores or hyphens)");
        } else if (name.startsWith(RESERVED_PREFIX)) {
            at.report(
                    SpecProblem.FIELD_NAME,
                    "field name " + SpecProblems.quote(name) + " is reserved (expected: no two underscores in front)");
        }
    }

    /** Adds to a type what the nested bullets say. */
    private FieldType complete(FieldType type, Bullet bullet, int depth) {
        if (type instanceof ListOf list) {
            return new ListOf(complete(list.items(), bullet, depth));
        }
        if (type instanceof OneOf oneOf) {
            var meanings = new MeaningReader(oneOf.values(), problems).read(bullets.bullets(bullet.nested()));
            return new OneOf(oneOf.values(), meanings);
        }
        if (type instanceof Structure) {
            return new Structure(properties(bullet, depth));
        }
        if (!bullet.nested().isEmpty()) {
            problems.at(SourceText.lineOf(bullet.nested().get(0)))
                    .report(
                            SpecProblem.NESTED_UNEXPECTED,
                            "content below a field of type " + type.word()
                                    + " (expected: nested bullets only below object, list of objects and one of)");
        }
        return type;
    }

    private List<Field> properties(Bullet bullet, int depth) {
        if (bullet.nested().isEmpty()) {
            problems.at(bullet.line())
                    .report(
                            SpecProblem.OBJECT_EMPTY,
                            "an object without fields (expected: its fields as bullets, indented below it)");
            return List.of();
        }
        if (depth == SpecLimits.MAX_FIELD_DEPTH) {
            problems.at(SourceText.lineOf(bullet.nested().get(0)))
                    .report(
                            SpecProblem.FIELDS_TOO_DEEP,
                            "fields nest deeper than the limit (expected: at most " + SpecLimits.MAX_FIELD_DEPTH
                                    + " levels)");
            return List.of();
        }
        return fields(bullet.nested(), depth + 1);
    }
}
