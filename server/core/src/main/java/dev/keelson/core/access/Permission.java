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
    /** Give an alias a version whose contract differs from what it serves. */
    CONTRACT_CHANGE_ACCEPT,
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
