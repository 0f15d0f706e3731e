package dev.keelson.app;

import dev.keelson.core.access.ApiKeyQueries;
import dev.keelson.core.access.Authenticator;
import dev.keelson.core.access.IssueApiKeyUseCase;
import dev.keelson.core.access.RevokeApiKeyUseCase;
import dev.keelson.core.agent.AgentQueries;
import dev.keelson.core.agent.AgentSettingsReader;
import dev.keelson.core.agent.CreateAgentUseCase;
import dev.keelson.core.agent.EditDraftUseCase;
import dev.keelson.core.agent.PublishVersionUseCase;
import dev.keelson.core.agentapi.AgentApiQueries;
import dev.keelson.core.execution.ExecuteAgentUseCase;
import dev.keelson.core.routing.ModelCatalogQueries;
import dev.keelson.core.routing.ReplaceModelCatalogUseCase;
import dev.keelson.core.trace.TraceQueries;

/** Everything that can be done with this server, whoever asks: the API, the pages or the examples. */
record UseCases(
        Authenticator authenticator,
        IssueApiKeyUseCase issueApiKey,
        RevokeApiKeyUseCase revokeApiKey,
        ApiKeyQueries apiKeys,
        AgentSettingsReader settings,
        CreateAgentUseCase createAgent,
        EditDraftUseCase editDraft,
        PublishVersionUseCase publishVersion,
        Governance governance,
        AgentQueries agents,
        ExecuteAgentUseCase executeAgent,
        TraceQueries traces,
        ModelCatalogQueries modelCatalog,
        ReplaceModelCatalogUseCase replaceModelCatalog,
        Metering.Cases metering,
        Auditing auditing,
        Webhooks.Cases webhooks,
        Suites suites,
        Compiling compiling,
        Bundles bundles,
        Providers providers,
        AgentApiQueries agentApis,
        Consumers consumers) {}
