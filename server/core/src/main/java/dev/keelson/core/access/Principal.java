package dev.keelson.core.access;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.util.Set;

/**
 * Who makes a request: the holder of an API key.
 *
 * @param keyId public id of the key
 * @param name name that an admin gave the key
 * @param owner the person or program that holds the key: two keys of one owner are one pair of eyes
 * @param agents names of the agents that the key is limited to; empty means all
 */
public record Principal(String keyId, String name, Role role, Set<String> agents, String owner) {

    public Principal {
        agents = Set.copyOf(agents);
    }

    /** Held by an owner of the same name. */
    public Principal(String keyId, String name, Role role, Set<String> agents) {
        this(keyId, name, role, agents, name);
    }

    public boolean has(Permission permission) {
        return role.permissions().contains(permission);
    }

    public boolean maySee(String agent) {
        return agents.isEmpty() || agents.contains(agent);
    }

    /** Throws {@link ErrorCode#PERMISSION_DENIED}. */
    public void require(Permission permission) {
        if (!has(permission)) {
            throw new KeelsonException(
                    ErrorCode.PERMISSION_DENIED, "role " + role.id() + " lacks permission " + permission.id());
        }
    }

    /** Throws {@link ErrorCode#AGENT_NOT_FOUND}, the same as for an agent that does not exist. */
    public void requireAgent(String agent) {
        if (!maySee(agent)) {
            throw new KeelsonException(ErrorCode.AGENT_NOT_FOUND, "no agent named " + agent);
        }
    }
}
