package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.ResolvedVersion;
import dev.keelson.core.contract.ContractGuard;
import dev.keelson.core.contract.FieldSelection;
import dev.keelson.core.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What of a contract a caller relies on.
 *
 * @param builtFor the contract that the caller was built for; null takes any
 * @param fields the part of the output that the caller wants; null for all of it
 */
public record CallerNeeds(
        @Nullable ContractGuard builtFor, @Nullable FieldSelection fields) {
    public static final CallerNeeds NONE = new CallerNeeds(null, null);

    /** Fails with {@link ErrorCode#CONTRACT_MISMATCH} or {@link ErrorCode#FIELD_UNKNOWN}. */
    void requireFrom(ResolvedVersion resolved) {
        AgentVersion version = resolved.version();
        if (builtFor != null) {
            builtFor.requireServedBy(version.contractVersion(), "version " + version.number());
        }
        if (fields != null) {
            fields.requireIn(version.definition().contract().output());
        }
    }

    /** What the caller wants of an output that was checked as a whole. */
    JsonNode of(JsonNode output) {
        return fields == null ? output : fields.project(output);
    }
}
