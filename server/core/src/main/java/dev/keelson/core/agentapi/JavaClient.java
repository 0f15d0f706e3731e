package dev.keelson.core.agentapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agentapi.ClientType.Scalar;
import dev.keelson.core.common.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a client in Java: one class with a record for each object and an enum for each choice. */
final class JavaClient implements ClientType.Spelling {
    private static final ClientTemplate TEMPLATE = ClientTemplate.load("client.java.txt");
    private static final String ANY = "JsonNode";
    /** What a record's component must not be called. */
    private static final Set<String> TAKEN =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private static final Set<String> KEYWORDS = Set.of(
            "_",
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "void",
            "volatile",
            "while");
    /** The agent's own time is over before this, whatever the network does. */
    private static final long MARGIN_SECONDS = 30;

    private final Set<String> aliases;

    private JavaClient(ClientParts parts) {
        aliases = new HashSet<>();
        parts.input().aliases().forEach(alias -> aliases.add(alias.name()));
        parts.output().aliases().forEach(alias -> aliases.add(alias.name()));
    }

    static String write(ClientParts parts) {
        var client = new JavaClient(parts);
        String major = parts.api().contractMajor();
        long timeout = parts.api().definition().limits().timeoutMs() / 1_000 + MARGIN_SECONDS;
        return TEMPLATE.fill(Map.ofEntries(
                Map.entry("title", SafeText.javaBlock(parts.title())),
                Map.entry("origin", parts.origin()),
                Map.entry("ref", parts.api().ref()),
                Map.entry("prefix", parts.api().typePrefix()),
                Map.entry("path", SafeText.javaQuoted(parts.api().path())),
                Map.entry("timeout", Long.toString(timeout)),
                Map.entry("inputType", parts.input().root().spell(client)),
                Map.entry("outputType", parts.output().root().spell(client)),
                Map.entry(
                        "contractHeader",
                        major == null
                                ? ""
                                : "\n                .header(\"Keelson-Contract\", " + SafeText.javaQuoted(major)
                                        + ")"),
                Map.entry("types", client.types(parts.input(), false) + client.types(parts.output(), true)),
                Map.entry(
                        "example",
                        parts.example()
                                .map(input -> client.example(parts, input))
                                .orElse(""))));
    }

    private String example(ClientParts parts, JsonNode input) {
        String type = parts.input().root().spell(this);
        return "\n    /** An input that the agent takes. */\n    public static " + type
                + " exampleInput() throws IOException {\n        return MAPPER.readValue(\n                "
                + SafeText.javaQuoted(Json.text(input)) + ",\n                new TypeReference<" + type
                + ">() {});\n    }\n";
    }

    private String types(ClientTypes types, boolean received) {
        return types.structures().stream().map(this::structure).collect(Collectors.joining())
                + types.choices().stream()
                        .map(choice -> choice(choice, received))
                        .collect(Collectors.joining());
    }

    private String structure(ClientTypes.Structure structure) {
        Set<String> names = new HashSet<>(TAKEN);
        String components = structure.fields().stream()
                .map(field -> component(field, names))
                .collect(Collectors.joining(","));
        return comment("    ", structure.comment(), "An object of the contract.") + "    public record "
                + structure.name() + "(" + components + ") {}\n";
    }

    private String component(ClientTypes.Field field, Set<String> names) {
        String include = field.required() ? "" : " @JsonInclude(JsonInclude.Include.NON_NULL)";
        return "\n" + words("            ", field.comment()) + "            @JsonProperty("
                + SafeText.javaQuoted(field.name()) + ")" + include + " "
                + field.type().spell(this) + " " + unique(Words.identifier(field.name()), names);
    }

    /** What comes from the server may be of a newer contract; what is sent to it may not. */
    private String choice(ClientTypes.Choice choice, boolean received) {
        Set<String> names = new HashSet<>(Set.of("NEWER_VALUE"));
        String constants = choice.values().stream()
                .map(value -> "        @JsonProperty(" + SafeText.javaQuoted(value) + ")\n        "
                        + unique(Words.constant(value), names))
                .collect(Collectors.joining(",\n"));
        String newer = received
                ? ",\n        /** A value that this client does not know. */\n        @JsonEnumDefaultValue\n"
                        + "        NEWER_VALUE"
                : "";
        return comment("    ", choice.comment(), "A choice of the contract.") + "    public enum " + choice.name()
                + " {\n" + constants + newer + "\n    }\n";
    }

    private static String unique(String wanted, Set<String> names) {
        String base = KEYWORDS.contains(wanted) ? wanted + "_" : wanted;
        String name = base;
        for (int number = 2; !names.add(name); number++) {
            name = base + "_" + number;
        }
        return name;
    }

    private static String comment(String indent, String words, String none) {
        String line = SafeText.javaBlock(words);
        return "\n" + indent + "/** " + (line.isEmpty() ? none : line) + " */\n";
    }

    private static String words(String indent, String words) {
        String line = SafeText.javaBlock(words);
        return line.isEmpty() ? "" : indent + "/* " + line + " */\n";
    }

    @Override
    public String scalar(Scalar scalar) {
        return switch (scalar) {
            case TEXT -> "String";
            case WHOLE -> "Long";
            case DECIMAL -> "BigDecimal";
            case FLAG -> "Boolean";
            case ANYTHING -> ANY;
        };
    }

    @Override
    public String named(String name) {
        return aliases.contains(name) ? ANY : name;
    }

    @Override
    public String listOf(String items) {
        return "List<" + items + ">";
    }

    @Override
    public String mapOf(String values) {
        return "Map<String, " + values + ">";
    }

    @Override
    public String oneOf(List<String> options) {
        return options.size() == 1 ? options.get(0) : ANY;
    }

    @Override
    public String nullable(String type) {
        return type;
    }
}
