package dev.keelson.core.schemachange;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.util.List;

/** What callers of an alias have really sent. */
@FunctionalInterface
public interface RecordedTraffic {

    /** How many of the alias's last executions one of these input schemas would refuse. */
    Future<RefusedInputs> refusedBy(List<JsonNode> inputSchemas, String agent, String alias);

    /**
     * The outcome.
     *
     * @param inspected executions looked at, the newest; 0 when there was none
     * @param refused of them
     */
    record RefusedInputs(int inspected, int refused) {}
}
