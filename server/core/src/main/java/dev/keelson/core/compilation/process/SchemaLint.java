package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.process.SchemaWalk.Visited;
import java.util.List;

/** Holds the schemas of a contract against what serves callers and what the providers' structured output takes. */
final class SchemaLint {
    private static final int DEEP = 5;
    private static final int MANY_FIELDS = 100;
    private static final int SHORT_DESCRIPTION = 8;
    /** What strict structured output of OpenAI takes in one schema. */
    private static final int MAX_STRICT_VALUES = 1_000;

    private static final List<String> KEYWORDS_OF_FEW =
            List.of("pattern", "minLength", "maxLength", "minimum", "maximum");
    private static final int MANY_VALUES = 20;

    private final Findings findings = new Findings();
    private boolean hasOptionalOutput;
    private int enumValues;
    private int notEnforced;

    private SchemaLint() {}

    static ProcessResult run(ProcessInput input, AgentDefinition definition) {
        var lint = new SchemaLint();
        List<Visited> fields = SchemaWalk.of(definition.contract());
        fields.forEach(lint::check);
        lint.whole(fields);
        ObjectNode result = Json.object().put("fields", fields.size());
        result.put("deepest", fields.stream().mapToInt(Visited::depth).max().orElse(0));
        lint.findings.putInto(result);
        int total = lint.findings.total();
        return ProcessResult.byRules(
                "Looked at " + Counted.of(fields.size(), "field") + "; "
                        + (total == 0 ? "nothing to improve." : Counted.of(total, "thing") + " to improve or to know."),
                result);
    }

    private void check(Visited field) {
        description(field);
        bounds(field);
        values(field);
        if (!field.isInput()) {
            output(field);
        }
        if (field.depth() == DEEP + 1) {
            findings.add(
                    "warning",
                    "depth",
                    field.pointer(),
                    "stands on level " + field.depth() + "; models make more mistakes below level " + DEEP);
        }
    }

    private void description(Visited field) {
        String text = field.schema().path("description").asText();
        if (text.isBlank()) {
            findings.add("warning", "description.missing", field.pointer(), "has no description for model and callers");
        } else if (text.strip().length() < SHORT_DESCRIPTION) {
            findings.add("hint", "description.short", field.pointer(), "its description says little: \"" + text + "\"");
        }
    }

    private void bounds(Visited field) {
        String side = field.isInput() ? "a caller can send any amount" : "the answer can become long and dear";
        if (field.isType("array") && !field.schema().has("maxItems")) {
            findings.add("warning", "list.unbounded", field.pointer(), "has no max number of items: " + side);
        }
        if (field.isFreeText()
                && !field.value().has("maxLength")
                && !field.value().has("pattern")) {
            findings.add("warning", "text.unbounded", field.pointer(), "has no max length: " + side);
        }
    }

    private void values(Visited field) {
        JsonNode values = field.value().path("enum");
        if (!values.isArray()) {
            return;
        }
        JsonNode meanings = field.value().path("x-keelson-values");
        long without = 0;
        for (JsonNode value : values) {
            without += value.isTextual() && !meanings.has(value.asText()) ? 1 : 0;
        }
        if (without > 0 && !field.isInput()) {
            findings.add(
                    "hint",
                    "value.meaning",
                    field.pointer(),
                    Counted.of((int) without, "value") + " without a meaning; a model decides better with them");
        }
        if (values.size() > MANY_VALUES) {
            findings.add(
                    "hint",
                    "value.many",
                    field.pointer(),
                    values.size() + " values are hard to tell apart; think of two fields");
        }
    }

    private void output(Visited field) {
        hasOptionalOutput |= !field.isRequired();
        enumValues += field.value().path("enum").size();
        if (KEYWORDS_OF_FEW.stream().anyMatch(field.value()::has)) {
            notEnforced++;
        }
    }

    private void whole(List<Visited> fields) {
        if (fields.size() > MANY_FIELDS) {
            findings.add(
                    "hint", "fields.many", "", fields.size() + " fields are a lot for one answer; think of two agents");
        }
        if (enumValues > MAX_STRICT_VALUES) {
            findings.add(
                    "warning",
                    "provider.values",
                    "/output",
                    enumValues + " values of enums in the output; strict" + " structured output takes "
                            + MAX_STRICT_VALUES + ", so the schema goes out as a wish");
        }
        if (notEnforced > 0) {
            findings.add(
                    "hint",
                    "provider.keywords",
                    "/output",
                    Counted.of(notEnforced, "field")
                            + " with bounds or patterns, which not every provider enforces while writing; Keelson checks each"
                            + " output and asks again");
        }
        if (hasOptionalOutput) {
            findings.add(
                    "hint",
                    "provider.optional",
                    "/output",
                    "OpenAI's strict mode knows no optional fields: there they are asked for as null, and the null is taken out again");
        }
        boolean hasOutput = fields.stream().anyMatch(field -> !field.isInput());
        if (!hasOutput) {
            findings.add("error", "output.empty", "/output", "has no fields");
        }
    }
}
