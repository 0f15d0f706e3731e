package dev.keelson.core.compilation.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import io.vertx.core.Future;
import java.util.List;

/** The newest compilation of an agent, as far as questions need it. */
public interface LatestCompilation {

    /** Results of its processes, in the order of their names; empty when the agent was never compiled. */
    Future<List<JsonNode>> results(Principal by, String agent);

    /** Starts a new one, because the draft was changed or the author wants another contract. Never fails for the caller's change. */
    Future<Void> start(Principal by, String agent, boolean schemaChangeWanted);
}
