package dev.keelson.adminui;

import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.spec.Example;
import java.util.List;

/** What forms start with. */
final class NewAgent {
    static final String SPEC = """
            # Triage a support ticket

            ## Purpose
            Decide which team answers a ticket of a customer.

            ## Input
            - `text` (string, max 2000): What the customer wrote.

            ## Output
            - `team` (one of billing, technical): The team that answers.

            ## Rules
            - Questions about payment go to billing.

            ## Examples
            ### A wrong invoice
            Input:
            ```json
            {"text": "I was charged twice"}
            ```
            Output:
            ```json
            {"team": "billing"}
            ```
            """;

    /** All that is left out is filled in with the server's defaults. */
    static final String SETTINGS = "{}";

    private NewAgent() {}

    /** The input of the first example, to start from. */
    static String exampleInput(Agent agent) {
        AgentDefinition definition = agent.draft().definition();
        List<Example> examples = definition == null ? List.of() : definition.examples();
        return examples.isEmpty() ? "{}" : Json.text(examples.get(0).input());
    }
}
