package dev.keelson.core.aliaspolicy;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.agent.AgentRepository;
import dev.keelson.core.agent.AgentResolver;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.AliasPolicyRepository;
import dev.keelson.core.agent.Names;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.time.Clock;

/** Sets the policy of an alias, or takes it back to what holds without one. */
public final class EditAliasPolicyUseCase {
    private final AgentRepository agents;
    private final AliasPolicyRepository policies;
    private final AgentResolver resolver;
    private final AuditLog audit;
    private final Clock clock;

    public EditAliasPolicyUseCase(
            AgentRepository agents,
            AliasPolicyRepository policies,
            AgentResolver resolver,
            AuditLog audit,
            Clock clock) {
        this.agents = agents;
        this.policies = policies;
        this.resolver = resolver;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Whose policy is meant.
     *
     * @param revision that the decision rests on; 0 when no policy was set
     */
    public record Target(Principal by, String agent, String alias, int revision) {}

    /** Fails with {@link ErrorCode#REVISION_STALE} carrying the current {@link AliasPolicy}. */
    public Future<AliasPolicy> put(Target target, AliasPolicy.Terms terms) {
        TermsCheck.require(target.alias(), terms);
        return change(target, terms);
    }

    /** Fails like {@link #put}. */
    public Future<AliasPolicy> reset(Target target) {
        return change(target, AliasPolicy.Terms.DEFAULT);
    }

    private Future<AliasPolicy> change(Target target, AliasPolicy.Terms terms) {
        target.by().require(Permission.ALIAS_POLICY_EDIT);
        target.by().requireAgent(target.agent());
        Names.requireAliasName(target.alias());
        return agents.find(target.agent())
                .map(found -> found.orElseThrow(
                        () -> new KeelsonException(ErrorCode.AGENT_NOT_FOUND, "no agent named " + target.agent())))
                .compose(agent -> policies.inForce(target.agent(), target.alias()))
                .map(current -> requireExpected(target, current))
                .compose(current -> record(target, current, terms))
                .map(resolver::remember);
    }

    private Future<AliasPolicy> record(Target target, AliasPolicy current, AliasPolicy.Terms terms) {
        var change = new AuditedChange(
                target.by(),
                AuditActions.ALIAS_POLICY_EDIT,
                AuditedPolicies.policy(target.agent(), target.alias()),
                AuditedPolicies.describe(current),
                "");
        // The time is taken after the intent, so that recovery can tell this edit from earlier ones.
        return audit.record(
                change,
                () -> store(current.next(terms, clock.instant(), target.by().keyId())),
                AuditedPolicies::describe);
    }

    private Future<AliasPolicy> store(AliasPolicy next) {
        return policies.put(next)
                .compose(stored -> stored
                        ? Future.succeededFuture(next)
                        : policies.inForce(next.agent(), next.alias())
                                .compose(current -> Future.failedFuture(stale(current))));
    }

    private static AliasPolicy requireExpected(Target target, AliasPolicy current) {
        if (current.revision() != target.revision()) {
            throw stale(current);
        }
        return current;
    }

    private static KeelsonException stale(AliasPolicy current) {
        return KeelsonException.stale("the policy is at revision " + current.revision(), current);
    }
}
