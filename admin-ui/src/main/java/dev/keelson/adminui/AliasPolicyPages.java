package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.aliaspolicy.EditAliasPolicyUseCase;
import dev.keelson.http.Answer;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** Policies of aliases: who may move one, when, with whose approval, and what its callers are told. */
final class AliasPolicyPages {
    private static final String POLICY = "/admin/agents/{agent}/policy";

    private final AgentQueries agents;
    private final AdminUiParts.Aliases aliases;
    private final Pages pages;

    AliasPolicyPages(AdminUiParts parts, Pages pages) {
        agents = parts.agents().queries();
        aliases = parts.aliases();
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.AGENT_READ, POLICY, this::show);
        routes.form(Permission.ALIAS_POLICY_EDIT, POLICY, this::put);
        routes.form(Permission.ALIAS_POLICY_EDIT, POLICY + "/reset", this::reset);
    }

    private Future<Answer> show(Visit visit) {
        String alias = visit.request().query("alias").required("alias");
        return policy(visit, alias)
                .compose(policy -> model(visit, policy, PolicyForm.of(policy.terms())))
                .compose(model -> pages.page(visit, "alias-policy", model));
    }

    private Future<Answer> put(Visit visit, Form form) {
        PolicyForm filled = PolicyForm.of(form);
        return Future.succeededFuture(filled)
                .map(PolicyForm::terms)
                .compose(terms -> aliases.editPolicy().put(target(visit, form), terms))
                .map(policy -> Redirect.to("/admin/agents/" + visit.agent() + "#aliases"))
                .recover(Pages.recover(failure -> policy(visit, form.line("alias"))
                        .compose(policy -> model(visit, policy, filled))
                        .compose(model -> pages.refused(visit, "alias-policy", failure, model))));
    }

    private Future<Answer> reset(Visit visit, Form form) {
        return aliases.editPolicy()
                .reset(target(visit, form))
                .map(policy -> Redirect.to("/admin/agents/" + visit.agent() + "#aliases"));
    }

    private Future<AliasPolicy> policy(Visit visit, String alias) {
        return aliases.policies().policy(visit.by(), visit.agent(), alias);
    }

    private Future<Map<String, Object>> model(Visit visit, AliasPolicy policy, PolicyForm filled) {
        Future<Agent> agent = agents.agent(visit.by(), visit.agent());
        return agent.map(found -> {
            Map<String, Object> model = new HashMap<>(Shown.agent(found, "overview"));
            model.put("policy", policy);
            model.put("filled", filled);
            return model;
        });
    }

    private static EditAliasPolicyUseCase.Target target(Visit visit, Form form) {
        return new EditAliasPolicyUseCase.Target(
                visit.by(), visit.agent(), form.line("alias"), form.requiredNumber("revision"));
    }
}
