package dev.keelson.core.compilation;

/** The agents that Keelson itself brings to compile specs. */
public enum SystemAgent {
    /** Reads free prose into fields, rules and examples. */
    SPEC_READER("keelson-spec-reader"),
    /** Finds ambiguous, contradicting and missing rules. */
    QUESTION_FINDER("keelson-question-finder"),
    /** Writes test cases. */
    SCENARIO_WRITER("keelson-scenario-writer"),
    /** Writes what a judge is to look at. */
    RUBRIC_WRITER("keelson-rubric-writer");

    private final String agentName;

    SystemAgent(String agentName) {
        this.agentName = agentName;
    }

    public String agentName() {
        return agentName;
    }
}
