package dev.keelson.core.routing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.spec.Example;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What every call of an agent needs, whatever its input.
 *
 * @param promptTokens estimated tokens of instructions, examples and output schema
 * @param outputTokens tokens that the answer may take, for the context window; 0 when the agent sets no limit
 * @param expectedOutputTokens tokens that the answer is taken to have, for the price
 * @param schemaProperties properties of the output schema at all depths
 * @param schemaDepth how deep objects and arrays of the output schema are nested; 1 for a flat object
 * @param tools tools that are bound
 */
record AgentNeeds(
        Set<Ability> abilities,
        long promptTokens,
        long outputTokens,
        long expectedOutputTokens,
        int schemaProperties,
        int schemaDepth,
        int tools) {
    /** Low on purpose: too many tokens estimated is the safe side for windows and prices. */
    static final int CHARACTERS_PER_TOKEN = 3;

    private static final int USUAL_OUTPUT_TOKENS = 1_000;

    static AgentNeeds of(AgentDefinition definition) {
        ModelPolicy models = definition.models();
        Set<Ability> abilities = EnumSet.of(Ability.STRUCTURED_OUTPUT);
        if (!definition.tools().isEmpty()) {
            abilities.add(Ability.TOOLS);
        }
        if (models.webSearch()) {
            abilities.add(Ability.WEB_SEARCH);
        }
        for (String mediaType : definition.contract().input().findValuesAsText("contentMediaType")) {
            abilities.add(mediaType.startsWith("image/") ? Ability.VISION : Ability.PDF);
        }
        JsonNode output = definition.contract().output();
        long limit = Objects.requireNonNullElse(models.maxOutputTokens(), 0);
        return new AgentNeeds(
                abilities,
                tokens(promptCharacters(definition)),
                limit,
                limit > 0 ? limit : USUAL_OUTPUT_TOKENS,
                output.findValues("properties").stream()
                        .mapToInt(JsonNode::size)
                        .sum(),
                depth(output),
                definition.tools().size());
    }

    /** Tokens that so many characters are at most, in a language that is written with letters. */
    static long tokens(long characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }

    private static long promptCharacters(AgentDefinition definition) {
        long characters = (long) definition.instructions().length()
                + definition.contract().output().toString().length();
        for (Example example : definition.examples()) {
            characters += (long) example.input().toString().length()
                    + example.output().toString().length();
        }
        return characters;
    }

    /** The parser bounds how deep a schema is, and with it this recursion. */
    private static int depth(JsonNode schema) {
        int deepest = 0;
        for (JsonNode property : schema.path("properties")) {
            deepest = Math.max(deepest, depth(property));
        }
        deepest = Math.max(deepest, depthOfItems(schema));
        boolean nests = schema.has("properties") || schema.has("items");
        return nests ? deepest + 1 : deepest;
    }

    private static int depthOfItems(JsonNode schema) {
        return schema.path("items").isObject() ? depth(schema.get("items")) : 0;
    }
}
