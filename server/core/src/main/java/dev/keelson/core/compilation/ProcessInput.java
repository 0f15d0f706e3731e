package dev.keelson.core.compilation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process works on.
 *
 * @param by who asked for the compilation; model work is charged to them
 * @param draftRevision of the draft that spec, settings and definition are from
 * @param definition the draft's, null while it has none; after {@link ProcessName#DEFINITION} the one it put there
 * @param schemaChangeWanted whether the author asked for a new contract; if not, an existing contract is kept
 * @param results of the processes that were needed and are done; a process that was skipped or failed has none
 */
public record ProcessInput(
        Principal by,
        String agent,
        long draftRevision,
        String spec,
        AgentSettings settings,
        @Nullable AgentDefinition definition,
        boolean schemaChangeWanted,
        Map<ProcessName, JsonNode> results) {

    public ProcessInput {
        results = Map.copyOf(results);
    }
}
