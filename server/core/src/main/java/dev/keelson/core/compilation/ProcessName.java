package dev.keelson.core.compilation;

import java.util.Locale;

/** The processes of a compilation, in the order in which people read them. */
public enum ProcessName {
    READ("Reads the text: size, title, whether it is structured or free prose."),
    LANGUAGE("Finds the language that the spec is written in."),
    PERSONAL_DATA("Looks for personal data and secrets in the spec, which would reach every prompt."),
    SENTENCES("Cuts the spec into sentences with stable ids and marks those that state a rule."),
    GLOSSARY("Lists the terms that the spec uses and those that it never explains."),
    INPUT_FIELDS("Finds what callers send."),
    OUTPUT_FIELDS("Finds what callers get back."),
    FIELD_SOURCES("Ties every field to the sentence that asks for it, or marks it as an assumption."),
    DEFINITION("Compiles contract, rules and examples and puts them into the draft."),
    SCHEMA_LINT("Holds the schemas against what is good for callers and accepted by the providers."),
    CONTRACT_CHANGE("Compares the contract with the one published last."),
    AMBIGUITIES("Finds wording with more than one reading and asks the author."),
    CONTRADICTIONS("Finds rules that demand different things of one input."),
    MISSING_CASES("Finds values and situations that no rule covers."),
    TASK_CLASS("Tells what kind of work this is: classification, extraction, moderation, routing or writing."),
    INSTRUCTIONS("Writes the system prompt."),
    HARDENING("Checks that the prompt keeps instructions and data apart and tries known injections on it."),
    EXAMPLES("Chooses the examples that the model is shown."),
    INVARIANTS("Turns rules that leave no room into checks of every output."),
    TOOLS("Suggests tools that the rules call for."),
    LIMITS("Suggests limits of time, tokens and steps."),
    MODEL_POLICY("Suggests a tier of models and an objective for this kind of work."),
    ROUTING("Shows which models would be asked now, in which order, and why the others would not."),
    RUBRIC("Writes what a judge is to look at."),
    SCENARIOS("Writes test cases by rule and technique into a suite."),
    COST_ESTIMATE("Estimates tokens, cost and time of one execution."),
    SMOKE_RUN("Runs every generated case once."),
    DOCUMENTATION("Writes a page about the agent for its callers."),
    OPENAPI("Writes the OpenAPI description of the agent."),
    MCP_TOOL("Writes the MCP tool of the agent."),
    CODE_SAMPLES("Writes calls of the agent in several languages.");

    private final String purpose;

    ProcessName(String purpose) {
        this.purpose = purpose;
    }

    /** One sentence for people. */
    public String purpose() {
        return purpose;
    }

    /** The name as it stands in answers: {@code smoke-run}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
