package dev.keelson.core.aliaspolicy;

import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.AliasPolicyRepository;
import dev.keelson.core.agent.AuditedAgents;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditEvent;
import dev.keelson.core.audit.AuditedTarget;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** How policies of aliases stand in the audit log, and what became of changes without an outcome. */
public final class AuditedPolicies implements AuditedTarget {
    private static final int AGENT = 1;
    private static final int ALIAS = 3;

    private final AliasPolicyRepository policies;

    public AuditedPolicies(AliasPolicyRepository policies) {
        this.policies = policies;
    }

    static String policy(String agent, String alias) {
        return AuditedAgents.alias(agent, alias) + "/policy";
    }

    static String describe(AliasPolicy policy) {
        AliasPolicy.Terms terms = policy.terms();
        return "revision %d: approval %s, follow %s, %d freeze windows, %d movers%s"
                .formatted(
                        policy.revision(),
                        terms.approval().id(),
                        terms.follow().id(),
                        terms.freezes().size(),
                        terms.movers().size(),
                        terms.deprecation() == null ? "" : ", deprecated");
    }

    @Override
    public boolean covers(String action) {
        return action.equals(AuditActions.ALIAS_POLICY_EDIT);
    }

    @Override
    public Future<List<String>> changesSince(AuditEvent intent) {
        String[] path = intent.target().split("/", -1);
        return policies.find(path[AGENT], path[ALIAS])
                .map(found -> found.filter(policy -> isOwn(intent, policy))
                        .map(policy -> List.of(describe(policy)))
                        .orElse(List.of()));
    }

    private static boolean isOwn(AuditEvent intent, AliasPolicy policy) {
        Instant changedAt = policy.changedAt();
        return changedAt != null
                && !changedAt.isBefore(intent.at())
                && intent.actor().keyId().equals(policy.changedBy());
    }
}
