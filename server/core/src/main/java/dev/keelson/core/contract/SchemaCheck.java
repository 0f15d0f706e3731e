package dev.keelson.core.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells what is wrong with a schema that a stranger sent, before anything is done with it: its form by the meta-schema of
 * JSON Schema 2020-12, references that leave the document or lead nowhere, and patterns that can't be matched in linear
 * time. Safe for concurrent use.
 */
public final class SchemaCheck {
    public static final int MAX_VIOLATIONS = 100;
    private static final int MAX_DEPTH = 64;
    private static final List<String> ANCHORS = List.of("$anchor", "$dynamicAnchor");
    private static final String DIALECT = Dialects.getDraft202012().getId();
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");
    /** Below these keywords stand values, or names of the author's choice. */
    private static final Set<String> VALUES =
            Set.of("const", "enum", "default", "examples", "required", "dependentRequired");

    private static final Set<String> NAMED_SCHEMAS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final Schema META_SCHEMA =
            SchemaRegistry.withDefaultDialect(Dialects.getDraft202012()).getSchema(SchemaLocation.of(DIALECT));

    private final JsonNode root;
    private final List<Violation> violations = new ArrayList<>();
    private boolean tooDeep;

    private SchemaCheck(JsonNode root) {
        this.root = root;
    }

    /** Every violation, with JSON Pointers into the schema; empty when it can be used. */
    public static List<Violation> violations(JsonNode schema) {
        SchemaCheck check = new SchemaCheck(schema);
        check.schema(schema, "", 0);
        if (!check.tooDeep) {
            META_SCHEMA.validate(schema).stream()
                    .map(SchemaCheck::violation)
                    .distinct()
                    .forEach(check.violations::add);
        }
        if (check.violations.isEmpty() && !usable(schema)) {
            check.add("", "$schema", "the validator can't use the schema (expected: references that end)");
        }
        return check.violations.stream().limit(MAX_VIOLATIONS).toList();
    }

    /** The validator has the last word, on what is well-formed too. */
    private static boolean usable(JsonNode schema) {
        try {
            var unused = CompiledSchema.of(schema).validate(Json.object());
            return true;
        } catch (RuntimeException | StackOverflowError unusable) {
            return false;
        }
    }

    private static Violation violation(Error error) {
        return Violation.at(error.getInstanceLocation().toString(), error.getKeyword(), error.getMessage());
    }

    private void schema(JsonNode node, String pointer, int depth) {
        if (depth > MAX_DEPTH) {
            tooDeep = true;
            add(pointer, "depth", "nested too deep (expected: at most " + MAX_DEPTH + " levels)");
            return;
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            schema(node.path(i), pointer + '/' + i, depth + 1);
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            keyword(entry.getKey(), entry.getValue(), new Place(pointer + '/' + escaped(entry.getKey()), depth + 1));
        }
    }

    private void keyword(String keyword, JsonNode value, Place at) {
        if (keyword.equals("$schema") && value.isTextual()) {
            dialect(value.textValue(), at.pointer());
        } else if (REFERENCES.contains(keyword) && value.isTextual()) {
            reference(value.textValue(), at.pointer());
        } else if (keyword.equals("pattern") && value.isTextual()) {
            pattern(value.textValue(), at.pointer());
        } else if (NAMED_SCHEMAS.contains(keyword) && value.isObject()) {
            named(keyword, value, at);
        } else if (!VALUES.contains(keyword)) {
            schema(value, at.pointer(), at.depth());
        }
    }

    private void named(String keyword, JsonNode schemas, Place at) {
        for (Map.Entry<String, JsonNode> entry : schemas.properties()) {
            String pointer = at.pointer() + '/' + escaped(entry.getKey());
            if (keyword.equals("patternProperties")) {
                pattern(entry.getKey(), pointer);
            }
            schema(entry.getValue(), pointer, at.depth() + 1);
        }
    }

    private void dialect(String dialect, String pointer) {
        if (!dialect.equals(DIALECT) && !dialect.equals(DIALECT + '#')) {
            add(pointer, "$schema", "\"" + dialect + "\" is not known (expected: " + DIALECT + ")");
        }
    }

    private void reference(String reference, String pointer) {
        if (!reference.startsWith("#")) {
            add(
                    pointer,
                    "$ref",
                    "\"" + reference + "\" is another document (expected: a reference that starts with #)");
            return;
        }
        if (!reference.contains("%") && nowhere(reference.substring(1))) {
            add(pointer, "$ref", "\"" + reference + "\" leads nowhere");
        }
    }

    private boolean nowhere(String fragment) {
        if (fragment.isEmpty() || fragment.startsWith("/")) {
            return root.at(fragment).isMissingNode();
        }
        return ANCHORS.stream().noneMatch(each -> root.findValuesAsText(each).contains(fragment));
    }

    private void pattern(String pattern, String pointer) {
        try {
            Pattern compiled = Pattern.compile(pattern);
            if (compiled.groupCount() > MAX_VIOLATIONS) {
                add(pointer, "pattern", "more than " + MAX_VIOLATIONS + " groups");
            }
        } catch (PatternSyntaxException unsupported) {
            add(pointer, "pattern", unsupported.getMessage() + " (expected: RE2 syntax, without look-around)");
        }
    }

    private void add(String pointer, String rule, String message) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(Violation.at(pointer, rule, message));
        }
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private record Place(String pointer, int depth) {}
}
