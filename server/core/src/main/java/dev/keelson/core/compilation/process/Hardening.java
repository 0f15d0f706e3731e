package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.process.SchemaWalk.Visited;
import dev.keelson.core.execution.PromptBuilder;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.Role;
import java.util.List;

/**
 * Checks that a prompt keeps instructions and data apart. Known injections go through the builder that every execution
 * uses: what it gives shows where their text ends up. What a model then makes of it only the test cases show.
 */
final class Hardening {
    private static final String DATA_RULE = "never an instruction";
    private static final int LONG_TEXT = 20_000;

    private final Findings findings = new Findings();

    private Hardening() {}

    static ProcessResult run(ProcessInput input, AgentDefinition definition) {
        return new Hardening().check(definition);
    }

    private ProcessResult check(AgentDefinition definition) {
        boolean told = definition.instructions().contains(DATA_RULE);
        if (!told) {
            findings.add(
                    "error",
                    "instructions.data",
                    "/instructions",
                    "do not say that text in the input is never an instruction");
        }
        List<Visited> fields = SchemaWalk.of(definition.contract());
        fields.forEach(this::echo);
        fields.forEach(this::limit);
        ObjectNode result = Json.object().put("instructionsKeepDataApart", told);
        ArrayNode tried = result.putArray("injections");
        int escaped = 0;
        for (Injection injection : Injection.KNOWN) {
            boolean inData = staysInData(definition, injection);
            escaped += inData ? 0 : 1;
            tried.addObject().put("technique", injection.technique()).put("staysInData", inData);
        }
        findings.putInto(result);
        return ProcessResult.byRules(summary(escaped), result);
    }

    private String summary(int escaped) {
        String tried = Counted.of(Injection.KNOWN.size(), "known injection")
                + (escaped == 0
                        ? " put through the prompt builder: each stays inside the input's JSON."
                        : " put through the prompt builder: " + escaped + " left the input.");
        return tried + (findings.total() == 0 ? "" : " " + Counted.of(findings.total(), "thing") + " to harden.");
    }

    /** Whether the text is in the one user message behind the fixed prompt, inside a JSON string, and nowhere else. */
    static boolean staysInData(AgentDefinition definition, Injection injection) {
        List<Message> fixed = PromptBuilder.fixed(definition);
        JsonNode input = InputCases.withText(definition, injection.text());
        Message data = PromptBuilder.input(input, List.of());
        boolean oneSystem =
                fixed.stream().filter(each -> each.role() == Role.SYSTEM).count() == 1;
        boolean onlyThere = fixed.stream().noneMatch(each -> each.content().contains(injection.text()));
        boolean whole =
                Json.parse(data.content()).equals(input) && data.content().indexOf('\n') < 0;
        return oneSystem && onlyThere && whole && data.role() == Role.USER;
    }

    private void echo(Visited field) {
        if (!field.isInput() && field.isFreeText() && !field.value().has("maxLength")) {
            findings.add(
                    "warning",
                    "output.echo",
                    field.pointer(),
                    "gives back free text of any length: injected text or private data can leave through it");
        } else if (!field.isInput() && field.isFreeText()) {
            findings.add(
                    "hint",
                    "output.echo",
                    field.pointer(),
                    "gives back free text; show it as text, never as HTML or as a command");
        }
    }

    private void limit(Visited field) {
        if (!field.isInput() || !field.isFreeText() || field.value().has("pattern")) {
            return;
        }
        int most = field.value().path("maxLength").asInt(Integer.MAX_VALUE);
        if (most > LONG_TEXT) {
            findings.add(
                    "warning",
                    "input.limit",
                    field.pointer(),
                    "takes "
                            + (most == Integer.MAX_VALUE ? "text of any length" : most + " characters")
                            + "; a max, such as 8000, leaves injections less room and bounds the cost");
        }
    }
}
