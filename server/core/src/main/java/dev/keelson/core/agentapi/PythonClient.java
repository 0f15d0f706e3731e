package dev.keelson.core.agentapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agentapi.ClientType.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes a client in Python that needs the standard library alone. */
final class PythonClient implements ClientType.Spelling {
    private static final ClientTemplate TEMPLATE = ClientTemplate.load("client.py");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Set<String> KEYWORDS = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");
    /** The agent's own time is over before this, whatever the network does. */
    private static final long MARGIN_SECONDS = 30;

    static String write(ClientParts parts) {
        var client = new PythonClient();
        String major = parts.api().contractMajor();
        long timeout = parts.api().definition().limits().timeoutMs() / 1_000 + MARGIN_SECONDS;
        return TEMPLATE.fill(Map.ofEntries(
                Map.entry("title", SafeText.line(parts.title())),
                Map.entry("origin", parts.origin()),
                Map.entry("prefix", parts.api().typePrefix()),
                Map.entry("function", Words.snake(parts.api().agent())),
                Map.entry("types", client.types(parts.input()) + client.types(parts.output())),
                Map.entry("inputType", parts.input().root().spell(client)),
                Map.entry("outputType", parts.output().root().spell(client)),
                Map.entry("timeout", timeout + ".0"),
                Map.entry("problemCodes", literals(parts.problemCodes())),
                Map.entry(
                        "contractHeader",
                        major == null ? "" : "\n        \"Keelson-Contract\": " + SafeText.pythonQuoted(major) + ","),
                Map.entry("path", SafeText.pythonQuoted(parts.api().path())),
                Map.entry(
                        "example",
                        parts.example()
                                .map(input -> client.example(parts, input))
                                .orElse(""))));
    }

    private String example(ClientParts parts, JsonNode input) {
        return "\n\n# An input that the agent takes.\nEXAMPLE_INPUT: "
                + parts.input().root().spell(this) + " = " + literal(input, "") + "\n";
    }

    private String types(ClientTypes types) {
        StringBuilder text = new StringBuilder();
        types.declarations()
                .forEach(declaration -> text.append(declaration(declaration)).append("\n\n"));
        return text.toString();
    }

    private String declaration(ClientTypes.Declaration declaration) {
        if (declaration instanceof ClientTypes.Structure structure) {
            boolean plain = structure.fields().stream().allMatch(field -> isPlain(field.name()));
            return comment("", structure.comment()) + (plain ? asClass(structure) : asCall(structure));
        }
        if (declaration instanceof ClientTypes.Choice choice) {
            return comment("", choice.comment()) + choice.name() + ": TypeAlias = Literal[\n"
                    + literals(choice.values()) + "\n]\n";
        }
        ClientTypes.Alias alias = (ClientTypes.Alias) declaration;
        return alias.name() + ": TypeAlias = "
                + SafeText.pythonQuoted(alias.type().spell(this)) + "\n";
    }

    private static boolean isPlain(String name) {
        return PLAIN_NAME.matcher(name).matches() && !KEYWORDS.contains(name);
    }

    private String asClass(ClientTypes.Structure structure) {
        StringBuilder text =
                new StringBuilder("class ").append(structure.name()).append("(TypedDict):\n");
        if (structure.fields().isEmpty()) {
            text.append("    pass\n");
        }
        for (ClientTypes.Field field : structure.fields()) {
            text.append(comment("    ", field.comment()))
                    .append("    ")
                    .append(field.name())
                    .append(": ")
                    .append(type(field))
                    .append('\n');
        }
        return text.toString();
    }

    /** For names that can't stand on the left of a colon. */
    private String asCall(ClientTypes.Structure structure) {
        StringBuilder text = new StringBuilder(structure.name())
                .append(" = TypedDict(\n    ")
                .append(SafeText.pythonQuoted(structure.name()))
                .append(",\n    {\n");
        for (ClientTypes.Field field : structure.fields()) {
            text.append(comment("        ", field.comment()))
                    .append("        ")
                    .append(SafeText.pythonQuoted(field.name()))
                    .append(": ")
                    .append(SafeText.pythonQuoted(type(field)))
                    .append(",\n");
        }
        return text.append("    },\n)\n").toString();
    }

    private String type(ClientTypes.Field field) {
        String type = field.type().spell(this);
        return field.required() ? type : "NotRequired[" + type + "]";
    }

    private static String comment(String indent, String words) {
        String line = SafeText.line(words);
        return line.isEmpty() ? "" : indent + "# " + line + "\n";
    }

    private static String literals(List<String> values) {
        return values.stream()
                .map(value -> "    " + SafeText.pythonQuoted(value) + ",")
                .collect(Collectors.joining("\n"));
    }

    private static String literal(JsonNode value, String indent) {
        String inner = indent + "    ";
        if (value.isObject() && !value.isEmpty()) {
            return value.properties().stream()
                    .map(entry -> inner + SafeText.pythonQuoted(entry.getKey()) + ": "
                            + literal(entry.getValue(), inner) + ",\n")
                    .collect(Collectors.joining("", "{\n", indent + "}"));
        }
        if (value.isArray() && !value.isEmpty()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(item -> inner + literal(item, inner) + ",\n")
                    .collect(Collectors.joining("", "[\n", indent + "]"));
        }
        if (value.isTextual()) {
            return SafeText.pythonQuoted(value.textValue());
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        }
        return value.isNull() ? "None" : value.toString();
    }

    @Override
    public String scalar(Scalar scalar) {
        return switch (scalar) {
            case TEXT -> "str";
            case WHOLE -> "int";
            case DECIMAL -> "float";
            case FLAG -> "bool";
            case ANYTHING -> "Any";
        };
    }

    @Override
    public String named(String name) {
        return name;
    }

    @Override
    public String listOf(String items) {
        return "list[" + items + "]";
    }

    @Override
    public String mapOf(String values) {
        return "dict[str, " + values + "]";
    }

    @Override
    public String oneOf(List<String> options) {
        return String.join(" | ", options);
    }

    @Override
    public String nullable(String type) {
        return type + " | None";
    }
}
