package dev.keelson.core.compilation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import io.vertx.core.Future;
import java.util.Optional;

/** Work that needs a model that can write. Done by system agents: ordinary versioned agents whose traces can be read. */
public interface ModelWork {

    /** Why no model can write here, in one sentence that says what to configure; empty when one can. */
    Optional<String> unavailableBecause();

    /** Runs a system agent's {@code production} alias through the normal execution path. Fails as an execution does. */
    Future<Written> write(Principal by, SystemAgent agent, JsonNode input);

    /**
     * What a model wrote.
     *
     * @param output fits the system agent's output schema
     * @param method {@code agent keelson-spec-reader v1}
     */
    record Written(JsonNode output, String method, long costNanoUsd, String executionId) {}
}
