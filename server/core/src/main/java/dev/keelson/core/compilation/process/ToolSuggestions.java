package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.spec.Rule;
import java.util.List;
import java.util.Set;

/** Suggests tools for rules that ask for what a model can't know. Binds nothing: that is the author's decision. */
final class ToolSuggestions {
    private static final List<Need> NEEDS = List.of(
            new Need("https?://[^\\s`)>]+", "http-request", "names an address: a tool has to fetch it"),
            new Need(
                    "(?i)\\b(look(s|ed)? up|look it up|query|fetch|retrieve|search the (database|catalog|crm))\\b",
                    "http-request",
                    "asks to look something up, which a model can't do alone"),
            new Need(
                    "(?i)\\b(current|today's|latest|live|real-time) (price|rate|weather|stock|status|news|exchange)\\b",
                    "http-request",
                    "needs what is true now, which no model knows"),
            new Need(
                    "(?i)\\b(database|crm|api|inventory system|knowledge base)\\b",
                    "http-request",
                    "names a system that a tool has to reach"),
            new Need("(?i)\\bsearch (the )?(web|internet|online)\\b", "web search", "asks to search the web"));

    private ToolSuggestions() {}

    private record Need(Pattern pattern, String tool, String reason) {

        Need(String regex, String tool, String reason) {
            this(Pattern.compile(regex), tool, reason);
        }
    }

    static ProcessResult run(Set<String> installed, ProcessInput input, AgentDefinition definition) {
        ObjectNode result = Json.object();
        ArrayNode suggestions = result.putArray("suggestions");
        suggest("", definition.purpose(), installed, suggestions);
        for (Rule rule : definition.rules()) {
            suggest(rule.id(), rule.text(), installed, suggestions);
        }
        ArrayNode bound = result.putArray("bound");
        definition.tools().forEach(tool -> bound.add(tool.name()));
        result.set("installed", Findings.texts(installed.stream().sorted().toList()));
        String summary = suggestions.isEmpty()
                ? "Nothing in the spec calls for a tool."
                : Counted.of(suggestions.size(), "sentence") + " may call for a tool; "
                        + Counted.of(definition.tools().size(), "tool") + " bound.";
        return ProcessResult.byRules(summary, result);
    }

    private static void suggest(String ruleId, String text, Set<String> installed, ArrayNode suggestions) {
        NEEDS.stream()
                .filter(need -> need.pattern().matcher(text).find())
                .findFirst()
                .ifPresent(need -> suggestions
                        .addObject()
                        .put("ruleId", ruleId.isEmpty() ? null : ruleId)
                        .put("tool", need.tool())
                        .put(
                                "installed",
                                installed.contains(need.tool()) || need.tool().equals("web search"))
                        .put("reason", (ruleId.isEmpty() ? "the purpose " : "the rule ") + need.reason()));
    }
}
