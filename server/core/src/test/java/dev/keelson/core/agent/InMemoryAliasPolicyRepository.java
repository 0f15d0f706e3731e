package dev.keelson.core.agent;

import dev.keelson.core.agent.AliasPolicy.Follow;
import dev.keelson.core.common.InMemoryPages;
import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps alias policies in memory, for tests. Safe for concurrent use. */
public final class InMemoryAliasPolicyRepository implements AliasPolicyRepository {
    private final TreeMap<String, AliasPolicy> policies = new TreeMap<>();

    @Override
    public synchronized Future<Optional<AliasPolicy>> find(String agent, String alias) {
        return Future.succeededFuture(Optional.ofNullable(policies.get(key(agent, alias))));
    }

    @Override
    public synchronized Future<Boolean> put(AliasPolicy policy) {
        AliasPolicy stored = policies.get(key(policy.agent(), policy.alias()));
        boolean fits = (stored == null ? 0 : stored.revision()) == policy.revision() - 1;
        if (fits) {
            policies.put(key(policy.agent(), policy.alias()), policy);
        }
        return Future.succeededFuture(fits);
    }

    @Override
    public synchronized Future<Page<AliasPolicy>> listFollowing(PageRequest page) {
        List<AliasPolicy> following = policies.values().stream()
                .filter(policy -> policy.terms().follow() != Follow.OFF)
                .toList();
        return InMemoryPages.page(following, policy -> key(policy.agent(), policy.alias()), page);
    }

    private static String key(String agent, String alias) {
        return agent + "/" + alias;
    }
}
