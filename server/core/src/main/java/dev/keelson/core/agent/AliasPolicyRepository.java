package dev.keelson.core.agent;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.util.Optional;

/** Stores the policies of aliases, each as one document that changes by compare-and-set. They are never removed. */
public interface AliasPolicyRepository {

    Future<Optional<AliasPolicy>> find(String agent, String alias);

    /**
     * Puts the policy in the place of the revision before; with revision 1 it is the first. False, and no change, when
     * that is not what is stored.
     */
    Future<Boolean> put(AliasPolicy policy);

    /** Those that follow new versions, in order of agent and alias. */
    Future<Page<AliasPolicy>> listFollowing(PageRequest page);

    /** The policy, or what holds without one. */
    default Future<AliasPolicy> inForce(String agent, String alias) {
        return find(agent, alias).map(found -> found.orElseGet(() -> AliasPolicy.unset(agent, alias)));
    }
}
