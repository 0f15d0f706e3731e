package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.Limits;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.process.SchemaWalk.Visited;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.spec.Example;
import java.util.ArrayList;
import java.util.List;

/** Writes a Markdown page about an agent for its callers. Confined to one run. */
final class CallerPage {
    private static final int MAX_CHARACTERS = 120_000;
    private static final int MAX_EXAMPLES = 5;
    private static final List<ErrorCode> ERRORS = List.of(
            ErrorCode.INPUT_INVALID,
            ErrorCode.OUTPUT_INVALID,
            ErrorCode.INVARIANT_BROKEN,
            ErrorCode.MODEL_REFUSED,
            ErrorCode.NO_MODEL_AVAILABLE,
            ErrorCode.DEADLINE_EXCEEDED,
            ErrorCode.BUDGET_EXCEEDED,
            ErrorCode.RATE_LIMIT_EXCEEDED);

    private final StringBuilder page = new StringBuilder();

    private CallerPage() {}

    static ProcessResult run(ProcessInput input, AgentDefinition definition) {
        String text = new CallerPage().write(input.agent(), definition);
        boolean cut = text.length() > MAX_CHARACTERS;
        String markdown = cut ? text.substring(0, MAX_CHARACTERS) + "\n\n(cut)\n" : text;
        return ProcessResult.byRules(
                "Wrote a page of " + Counted.of((int) markdown.lines().count(), "line") + " for callers.",
                Json.object().put("markdown", markdown).put("truncated", cut));
    }

    private String write(String agent, AgentDefinition definition) {
        lines("# " + definition.title(), "", definition.purpose(), "");
        lines("Call it with `POST /v1/agents/" + agent + "@production/run` and a JSON body as below.", "");
        List<Visited> fields = SchemaWalk.of(definition.contract());
        table("## Input", fields.stream().filter(Visited::isInput).toList());
        table("## Output", fields.stream().filter(field -> !field.isInput()).toList());
        rules(definition);
        examples(definition);
        errors();
        limits(definition.limits());
        return page.toString();
    }

    private void lines(String... texts) {
        for (String text : texts) {
            page.append(text).append('\n');
        }
    }

    private void table(String heading, List<Visited> fields) {
        lines(heading, "", "| field | type | required | meaning |", "|---|---|---|---|");
        for (Visited field : fields) {
            String path = field.pointer()
                    .substring(field.pointer().indexOf('/', 1) + 1)
                    .replace('/', '.');
            lines("| `" + path + "` | " + cell(type(field)) + " | " + (field.isRequired() ? "yes" : "no") + " | "
                    + cell(meaning(field)) + " |");
        }
        lines("");
    }

    private static String type(Visited field) {
        List<String> parts = new ArrayList<>();
        JsonNode value = field.value();
        JsonNode types = value.path("type");
        String name = value.has("enum")
                ? "one of " + values(value.get("enum"))
                : types.isArray() ? types.get(0).asText() : types.asText("any");
        parts.add(field.isType("array") ? "list of " + name : name);
        for (String keyword : List.of("format", "minLength", "maxLength", "minimum", "maximum", "pattern")) {
            if (value.has(keyword)) {
                parts.add(keyword + " " + value.get(keyword).asText());
            }
        }
        for (String keyword : List.of("minItems", "maxItems")) {
            if (field.schema().has(keyword)) {
                parts.add(keyword + " " + field.schema().get(keyword).asText());
            }
        }
        if (field.isType("null")) {
            parts.add("may be null");
        }
        return String.join(", ", parts);
    }

    private static String values(JsonNode values) {
        List<String> names = new ArrayList<>();
        values.forEach(value -> names.add(value.isNull() ? "null" : "`" + value.asText() + "`"));
        return String.join(", ", names);
    }

    private static String meaning(Visited field) {
        StringBuilder meaning =
                new StringBuilder(field.schema().path("description").asText());
        field.value()
                .path("x-keelson-values")
                .properties()
                .forEach(each -> meaning.append(" `")
                        .append(each.getKey())
                        .append("`: ")
                        .append(each.getValue().asText()));
        return meaning.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ");
    }

    private void rules(AgentDefinition definition) {
        if (definition.rules().isEmpty()) {
            return;
        }
        lines("## Rules", "");
        definition.rules().forEach(rule -> {
            boolean checked = definition.invariants().stream()
                    .anyMatch(each -> each.ruleId().equals(rule.id()));
            lines("- " + rule.text() + (checked ? " *(checked on every output)*" : ""));
        });
        lines("");
    }

    private void examples(AgentDefinition definition) {
        for (Example example :
                definition.examples().stream().limit(MAX_EXAMPLES).toList()) {
            lines("## Example: " + example.title(), "");
            lines("```json", example.input().toPrettyString(), "```", "");
            lines("gives", "", "```json", example.output().toPrettyString(), "```", "");
        }
    }

    private void errors() {
        lines("## Errors", "", "| code | what to do |", "|---|---|");
        ERRORS.forEach(code -> lines("| `" + code.id() + "` | " + cell(code.advice()) + " |"));
        lines("");
    }

    private void limits(Limits limits) {
        lines("## Limits", "");
        lines("- An answer takes at most " + limits.timeoutMs() + " ms.");
        lines("- At most " + limits.maxModelCalls() + " model calls and " + limits.maxToolCalls() + " tool calls.");
        lines("- An output that breaks the contract or a checked rule is asked for again, at most "
                + limits.maxRepairs() + " times.");
    }
}
