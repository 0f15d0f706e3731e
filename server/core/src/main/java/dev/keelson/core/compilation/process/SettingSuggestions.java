package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.Limits;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.compilation.process.SchemaWalk.Visited;
import java.util.Locale;

/** Suggests settings for the kind of work that an agent does. The author decides; nothing is set here. */
final class SettingSuggestions {
    private static final int MANY_RULES = 30;
    private static final int MILLIS_A_TOKEN = 20;
    private static final int SLOW_TIER_MILLIS = 30_000;

    private SettingSuggestions() {}

    static ProcessResult taskClass(ProcessInput input, AgentDefinition definition) {
        TaskClass found = TaskClass.of(definition);
        return ProcessResult.byRules(
                "This is " + found.id() + ": " + found.rule() + ".",
                Json.object().put("taskClass", found.id()).put("rule", found.rule()));
    }

    static ProcessResult limits(ProcessInput input, AgentDefinition definition) {
        TokenEstimate tokens = TokenEstimate.of(definition);
        int calls = definition.tools().isEmpty() ? 1 : 4;
        long millis = 2_000 + MILLIS_A_TOKEN * tokens.typicalOutput() * calls;
        boolean slow = definition.models().webSearch() || definition.models().reasoningEffort() != null;
        long timeout = Math.min(600_000, Math.max(10_000, 3 * millis + (slow ? SLOW_TIER_MILLIS : 0)));
        int repairs = definition.invariants().isEmpty() ? 2 : 3;
        Limits now = definition.limits();
        ObjectNode result = Json.object();
        result.putObject("suggested")
                .put("timeoutMs", (timeout + 999) / 1_000 * 1_000)
                .put("maxModelCalls", calls + repairs + 1)
                .put(
                        "maxToolCalls",
                        definition.tools().isEmpty()
                                ? 0
                                : 4 * definition.tools().size())
                .put("maxRepairs", repairs)
                .put("maxOutputTokens", outputLimit(tokens));
        result.set("now", Json.mapper().valueToTree(now));
        ArrayNode reasons = result.putArray("reasons");
        reasons.add("An answer has about " + tokens.typicalOutput() + " tokens, at most " + tokens.mostOutput() + ".");
        reasons.add(
                definition.tools().isEmpty()
                        ? "No tool is bound: one call answers."
                        : "Tools take turns of their own.");
        reasons.add("Time is three times that of a slow model, " + MILLIS_A_TOKEN + " ms a token.");
        return ProcessResult.byRules("Suggests limits from the size of the answer and the tools.", result);
    }

    private static long outputLimit(TokenEstimate tokens) {
        return Math.max(256, (tokens.mostOutput() * 5 / 4 + 63) / 64 * 64);
    }

    static ProcessResult modelPolicy(ProcessInput input, AgentDefinition definition) {
        String task = input.results()
                .getOrDefault(ProcessName.TASK_CLASS, Json.object())
                .path("taskClass")
                .asText("writing");
        Choice choice = choice(TaskClass.valueOf(task.toUpperCase(Locale.ROOT)), definition);
        ObjectNode result = Json.object();
        result.putObject("suggested").put("tier", choice.tier()).put("objective", choice.objective());
        JsonNode now = Json.mapper().valueToTree(definition.models());
        result.set("now", now);
        result.putArray("reasons").add(choice.reason());
        return ProcessResult.byRules(
                "Suggests tier " + choice.tier() + " and objective " + choice.objective() + ": " + choice.reason()
                        + ".",
                result);
    }

    private record Choice(String tier, String objective, String reason) {}

    private static Choice choice(TaskClass task, AgentDefinition definition) {
        if (definition.models().webSearch()) {
            return new Choice("search", "balanced", "the agent searches the web");
        }
        boolean files = SchemaWalk.of(definition.contract()).stream()
                .anyMatch(field -> field.value().has("contentMediaType"));
        boolean many = definition.rules().size() > MANY_RULES;
        if (many && task != TaskClass.WRITING) {
            return new Choice("general", "quality", "more than " + MANY_RULES + " rules have to be weighed");
        }
        return switch (task) {
            case CLASSIFICATION, ROUTING ->
                files
                        ? new Choice("general", "cost", "images and documents need more than a fast model")
                        : new Choice("fast", "latency", "choosing among a few values is easy for fast models");
            case MODERATION -> new Choice("general", "quality", "a wrong approval is dear");
            case EXTRACTION ->
                deep(definition)
                        ? new Choice("general", "cost", "nested values are hard for fast models")
                        : new Choice("fast", "cost", "copying a few values is easy for fast models");
            case WRITING -> new Choice("general", "balanced", "text for people should read well");
        };
    }

    private static boolean deep(AgentDefinition definition) {
        return SchemaWalk.of(definition.contract()).stream()
                        .filter(field -> !field.isInput())
                        .mapToInt(Visited::depth)
                        .max()
                        .orElse(0)
                > 2;
    }
}
