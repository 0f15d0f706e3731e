package dev.keelson.core.access;

import java.util.Locale;

/** A single right. Every route and page names the one that it needs. */
public enum Permission {
    AGENT_RUN,
    AGENT_READ,
    AGENT_CREATE,
    DRAFT_EDIT,
    VERSION_PUBLISH,
    ALIAS_MOVE,
    /** Approve or reject a schema change that others proposed. */
    SCHEMA_CHANGE_DECIDE,
    /** Set who may move an alias, when, and with whose approval. */
    ALIAS_POLICY_EDIT,
    /** Edit test suites. */
    SUITE_EDIT,
    /** Bring in agents, versions, suites and aliases from files. */
    AGENT_IMPORT,
    WEBHOOK_MANAGE,
    AUDIT_READ,
    TRACE_READ,
    PLUGIN_READ,
    PLUGIN_MANAGE,
    /** Configure providers and the model catalogue. */
    PROVIDER_MANAGE,
    USAGE_READ,
    BUDGET_MANAGE,
    API_KEY_MANAGE;

    /** The name as it stands in answers: {@code agent.run}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
