package dev.keelson.core.routing;

/** Rules by which a call that leaves its tier to Keelson gets one: the highest tier that a rule asks for, else fast. */
final class Complexity {
    static final long LONG_INPUT_TOKENS = 8_000;
    static final long VERY_LONG_INPUT_TOKENS = 64_000;
    static final int MANY_PROPERTIES = 20;
    static final int VERY_MANY_PROPERTIES = 60;
    static final int DEEP = 4;
    static final int VERY_DEEP = 7;
    static final int MANY_TOOLS = 9;

    private Complexity() {}

    /**
     * A tier and the rule that asked for it.
     *
     * @param rule for people, such as {@code 2 tools are bound}
     */
    record Verdict(Tier tier, String rule) {}

    /** {@code tokens}: estimated, of the whole input. */
    static Verdict judge(AgentNeeds needs, RouteRequest request, long tokens) {
        if (needs.abilities().contains(Ability.WEB_SEARCH)) {
            return new Verdict(Tier.SEARCH, "the agent searches the web");
        }
        if (tokens > VERY_LONG_INPUT_TOKENS) {
            return new Verdict(Tier.REASONING, longInput(tokens, VERY_LONG_INPUT_TOKENS));
        }
        if (needs.schemaProperties() > VERY_MANY_PROPERTIES || needs.schemaDepth() >= VERY_DEEP) {
            return new Verdict(Tier.REASONING, schema(needs));
        }
        if (needs.tools() >= MANY_TOOLS) {
            return new Verdict(Tier.REASONING, tools(needs));
        }
        return atMostGeneral(needs, request, tokens);
    }

    private static Verdict atMostGeneral(AgentNeeds needs, RouteRequest request, long tokens) {
        if (needs.tools() > 0) {
            return new Verdict(Tier.GENERAL, tools(needs));
        }
        if (request.hasImages() || request.hasDocuments()) {
            return new Verdict(Tier.GENERAL, "the input has " + (request.hasImages() ? "an image" : "a document"));
        }
        if (tokens > LONG_INPUT_TOKENS) {
            return new Verdict(Tier.GENERAL, longInput(tokens, LONG_INPUT_TOKENS));
        }
        if (needs.schemaProperties() > MANY_PROPERTIES || needs.schemaDepth() >= DEEP) {
            return new Verdict(Tier.GENERAL, schema(needs));
        }
        return new Verdict(Tier.FAST, "no rule asks for more");
    }

    private static String longInput(long tokens, long bound) {
        return "the input has an estimated " + tokens + " tokens, more than " + bound;
    }

    private static String schema(AgentNeeds needs) {
        return "the output has " + needs.schemaProperties() + " properties, " + needs.schemaDepth() + " levels deep";
    }

    private static String tools(AgentNeeds needs) {
        return needs.tools() == 1 ? "1 tool is bound" : needs.tools() + " tools are bound";
    }
}
