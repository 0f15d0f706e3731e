package dev.keelson.adminui;

import dev.keelson.core.access.ApiKeyQueries;
import dev.keelson.core.access.Authenticator;
import dev.keelson.core.access.IssueApiKeyUseCase;
import dev.keelson.core.access.RevokeApiKeyUseCase;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.agent.CreateAgentUseCase;
import dev.keelson.core.agent.EditDraftUseCase;
import dev.keelson.core.agent.PublishVersionUseCase;
import dev.keelson.core.agent.RemapAliasUseCase;
import dev.keelson.core.agent.RollBackAliasUseCase;
import dev.keelson.core.aliaspolicy.AliasPolicyQueries;
import dev.keelson.core.aliaspolicy.EditAliasPolicyUseCase;
import dev.keelson.core.audit.AuditQueries;
import dev.keelson.core.execution.ExecuteAgentUseCase;
import dev.keelson.core.plugin.PluginCatalog;
import dev.keelson.core.providerconfig.CheckProviderUseCase;
import dev.keelson.core.providerconfig.DeleteProviderUseCase;
import dev.keelson.core.providerconfig.ProviderQueries;
import dev.keelson.core.providerconfig.PutProviderUseCase;
import dev.keelson.core.schemachange.SchemaChanges;
import dev.keelson.core.suite.EditSuiteUseCase;
import dev.keelson.core.suite.SuiteQueries;
import dev.keelson.core.trace.TraceQueries;
import dev.keelson.core.usage.BudgetQueries;
import dev.keelson.core.usage.EditBudgetUseCase;
import dev.keelson.core.usage.EditRateLimitUseCase;
import dev.keelson.core.usage.UsageQueries;
import dev.keelson.core.webhook.EditWebhookUseCase;
import dev.keelson.core.webhook.SendWebhookUseCase;
import dev.keelson.core.webhook.WebhookQueries;
import dev.keelson.http.api.CompilationRoutes;

/** What the pages do and show: the use cases and queries of the core. */
public record AdminUiParts(
        Access access,
        Agents agents,
        Aliases aliases,
        Runs runs,
        PluginCatalog plugins,
        Usage usage,
        Providers providers,
        Webhooks webhooks,
        AuditQueries audit,
        CompilationRoutes.UseCases compilations,
        Suites suites) {

    /** Who may come in, and the keys that open the door. */
    public record Access(
            Authenticator authenticator, IssueApiKeyUseCase issue, RevokeApiKeyUseCase revoke, ApiKeyQueries keys) {}

    /** Test suites. */
    public record Suites(SuiteQueries queries, EditSuiteUseCase edit) {}

    /** Agents, their drafts and their versions. */
    public record Agents(
            AgentQueries queries,
            AgentSettingsReader settings,
            CreateAgentUseCase create,
            EditDraftUseCase edit,
            PublishVersionUseCase publish) {}

    /** Moves of aliases, what they need and who may make them. */
    public record Aliases(
            RemapAliasUseCase remap,
            RollBackAliasUseCase rollBack,
            SchemaChanges changes,
            AliasPolicyQueries policies,
            EditAliasPolicyUseCase editPolicy) {}

    /** The configured providers. */
    public record Providers(
            PutProviderUseCase put,
            DeleteProviderUseCase delete,
            CheckProviderUseCase check,
            ProviderQueries queries) {}

    /** Who is told of what. */
    public record Webhooks(WebhookQueries queries, EditWebhookUseCase edit, SendWebhookUseCase send) {}

    /** Executions and their traces. */
    public record Runs(ExecuteAgentUseCase execute, TraceQueries traces) {}

    /** What calls cost, and the budgets and rate limits that hold them. */
    public record Usage(
            BudgetQueries queries, EditBudgetUseCase budgets, EditRateLimitUseCase limits, UsageQueries sums) {}
}
