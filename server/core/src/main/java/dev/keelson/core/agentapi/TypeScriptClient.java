package dev.keelson.core.agentapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agentapi.ClientType.Scalar;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a client in TypeScript that also runs where types are only stripped. */
final class TypeScriptClient implements ClientType.Spelling {
    private static final ClientTemplate TEMPLATE = ClientTemplate.load("client.ts");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    static String write(ClientParts parts) {
        var client = new TypeScriptClient();
        String major = parts.api().contractMajor();
        return TEMPLATE.fill(Map.of(
                "title", SafeText.line(parts.title()),
                "origin", parts.origin(),
                "prefix", parts.api().typePrefix(),
                "types", client.types(parts.input()) + client.types(parts.output()),
                "inputType", parts.input().root().spell(client),
                "outputType", parts.output().root().spell(client),
                "problemCodes",
                        parts.problemCodes().stream()
                                .map(code -> "  | " + SafeText.quoted(code))
                                .collect(Collectors.joining("\n")),
                "contractHeader", major == null ? "" : "\n    \"Keelson-Contract\": " + SafeText.quoted(major) + ",",
                "path", SafeText.quoted(parts.api().path()),
                "example",
                        parts.example()
                                .map(input -> client.example(parts, input))
                                .orElse("")));
    }

    private String example(ClientParts parts, JsonNode input) {
        return "\n/** An input that the agent takes. */\nexport const EXAMPLE_INPUT: "
                + parts.input().root().spell(this) + " = " + PrettyJson.of(input) + ";\n";
    }

    private String types(ClientTypes types) {
        StringBuilder text = new StringBuilder();
        types.declarations()
                .forEach(declaration -> text.append(declaration(declaration)).append('\n'));
        return text.toString();
    }

    private String declaration(ClientTypes.Declaration declaration) {
        if (declaration instanceof ClientTypes.Structure structure) {
            return structure(structure);
        }
        if (declaration instanceof ClientTypes.Choice choice) {
            return comment("", choice.comment()) + "export type " + choice.name() + " =\n"
                    + choice.values().stream()
                            .map(value -> "  | " + SafeText.quoted(value))
                            .collect(Collectors.joining("\n"))
                    + ";\n";
        }
        ClientTypes.Alias alias = (ClientTypes.Alias) declaration;
        return "export type " + alias.name() + " = " + alias.type().spell(this) + ";\n";
    }

    private String structure(ClientTypes.Structure structure) {
        StringBuilder text = new StringBuilder(comment("", structure.comment()))
                .append("export interface ")
                .append(structure.name())
                .append(" {\n");
        for (ClientTypes.Field field : structure.fields()) {
            boolean plain = PLAIN_NAME.matcher(field.name()).matches();
            text.append(comment("  ", field.comment()))
                    .append("  ")
                    .append(plain ? field.name() : SafeText.quoted(field.name()))
                    .append(field.required() ? ": " : "?: ")
                    .append(field.type().spell(this))
                    .append(";\n");
        }
        return text.append("}\n").toString();
    }

    private static String comment(String indent, String words) {
        String line = SafeText.block(words);
        return line.isEmpty() ? "" : indent + "/** " + line + " */\n";
    }

    @Override
    public String scalar(Scalar scalar) {
        return switch (scalar) {
            case TEXT -> "string";
            case WHOLE, DECIMAL -> "number";
            case FLAG -> "boolean";
            case ANYTHING -> "unknown";
        };
    }

    @Override
    public String named(String name) {
        return name;
    }

    @Override
    public String listOf(String items) {
        return "Array<" + items + ">";
    }

    @Override
    public String mapOf(String values) {
        return "Record<string, " + values + ">";
    }

    @Override
    public String oneOf(List<String> options) {
        return String.join(" | ", options);
    }

    @Override
    public String nullable(String type) {
        return type + " | null";
    }
}
