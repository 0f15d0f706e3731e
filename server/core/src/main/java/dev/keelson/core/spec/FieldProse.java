package dev.keelson.core.spec;

import dev.keelson.core.spec.FieldType.ListOf;
import dev.keelson.core.spec.FieldType.OneOf;
import dev.keelson.core.spec.FieldType.Scalar;
import dev.keelson.core.spec.FieldType.Sized;
import dev.keelson.core.spec.FieldType.Structure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in words what each field is, for a model to read. */
final class FieldProse {
    private static final String STEP = "  ";

    private FieldProse() {}

    /** One bullet a field, with its parts and the meanings of its values below it. */
    static List<String> lines(List<Field> fields) {
        List<String> lines = new ArrayList<>();
        for (Field field : fields) {
            lines.add("- `" + field.name() + "` (" + form(field) + "): " + field.description());
            below(field.type()).forEach(line -> lines.add(STEP + line));
        }
        return lines;
    }

    private static List<String> below(FieldType type) {
        if (type instanceof ListOf list) {
            return below(list.items());
        }
        if (type instanceof OneOf oneOf) {
            return oneOf.meanings().entrySet().stream()
                    .map(meaning -> "- \"" + meaning.getKey() + "\": " + meaning.getValue())
                    .toList();
        }
        return type instanceof Structure structure ? lines(structure.fields()) : List.of();
    }

    private static String form(Field field) {
        Qualifiers qualifiers = field.qualifiers();
        List<String> parts = new ArrayList<>();
        parts.add(type(field.type()));
        parts.add(qualifiers.required() ? "required" : "optional");
        if (qualifiers.nullable()) {
            parts.add("may be null");
        }
        field.type().sized().flatMap(sized -> bounds(qualifiers, sized)).ifPresent(parts::add);
        if (qualifiers.pattern() != null) {
            parts.add("matching /" + qualifiers.pattern() + "/");
        }
        return String.join(", ", parts);
    }

    private static Optional<String> bounds(Qualifiers qualifiers, Sized sized) {
        BigDecimal min = qualifiers.min();
        BigDecimal max = qualifiers.max();
        if (min != null && max != null) {
            return Optional.of(plain(min) + " to " + counted(max, sized));
        }
        if (min != null) {
            return Optional.of("at least " + counted(min, sized));
        }
        return Optional.ofNullable(max).map(bound -> "at most " + counted(bound, sized));
    }

    private static String counted(BigDecimal bound, Sized sized) {
        String plural = sized.unit();
        if (plural.isEmpty()) {
            return plain(bound);
        }
        boolean one = bound.compareTo(BigDecimal.ONE) == 0;
        return plain(bound) + " " + (one ? plural.substring(0, plural.length() - 1) : plural);
    }

    private static String plain(BigDecimal bound) {
        return bound.stripTrailingZeros().toPlainString();
    }

    private static String type(FieldType type) {
        if (type instanceof ListOf list) {
            return list.items() instanceof Structure ? "list of objects" : "list, each item: " + type(list.items());
        }
        if (type instanceof OneOf oneOf) {
            return oneOf.values().stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(" or "));
        }
        if (type instanceof Scalar scalar) {
            return scalar(scalar);
        }
        return "object";
    }

    private static String scalar(Scalar scalar) {
        return switch (scalar) {
            case STRING -> "string";
            case INTEGER -> "integer";
            case NUMBER -> "number";
            case BOOLEAN -> "true or false";
            case DATE -> "date as YYYY-MM-DD";
            case DATE_TIME -> "date and time as in 2026-01-31T13:45:00Z";
            case EMAIL -> "e-mail address";
            case URI -> "URI";
            case IMAGE -> "image, attached";
            case PDF -> "PDF, attached";
        };
    }
}
