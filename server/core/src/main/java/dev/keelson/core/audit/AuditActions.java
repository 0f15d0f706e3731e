package dev.keelson.core.audit;

/** The names of what can be done to a target, as they stand in audit entries. Added, never renamed. */
public final class AuditActions {
    public static final String AGENT_CREATE = "agent.create";
    public static final String AGENT_IMPORT = "agent.import";
    public static final String DRAFT_EDIT = "draft.edit";
    public static final String VERSION_PUBLISH = "version.publish";
    public static final String ALIAS_REMAP = "alias.remap";
    public static final String ALIAS_ROLLBACK = "alias.rollback";
    public static final String ALIAS_POLICY_EDIT = "alias.policy.edit";
    public static final String SCHEMA_CHANGE_PROPOSE = "schema-change.propose";
    public static final String SCHEMA_CHANGE_APPROVE = "schema-change.approve";
    public static final String SCHEMA_CHANGE_REJECT = "schema-change.reject";
    public static final String SUITE_EDIT = "suite.edit";
    public static final String WEBHOOK_CREATE = "webhook.create";
    public static final String WEBHOOK_EDIT = "webhook.edit";
    public static final String WEBHOOK_DELETE = "webhook.delete";
    public static final String WEBHOOK_ROTATE_SECRET = "webhook.rotate-secret";
    public static final String WEBHOOK_TEST = "webhook.test";
    public static final String WEBHOOK_RESEND = "webhook.resend";
    public static final String KEY_ISSUE = "key.issue";
    public static final String KEY_REVOKE = "key.revoke";
    public static final String PROVIDER_CREATE = "provider.create";
    public static final String PROVIDER_EDIT = "provider.edit";
    public static final String PROVIDER_DELETE = "provider.delete";
    public static final String MODEL_CATALOG_REPLACE = "model-catalog.replace";
    public static final String BUDGET_CREATE = "budget.create";
    public static final String BUDGET_EDIT = "budget.edit";
    public static final String BUDGET_DELETE = "budget.delete";
    public static final String RATE_LIMIT_CREATE = "rate-limit.create";
    public static final String RATE_LIMIT_EDIT = "rate-limit.edit";
    public static final String RATE_LIMIT_DELETE = "rate-limit.delete";
    public static final String PLUGIN_LOAD = "plugin.load";
    public static final String PLUGIN_UNLOAD = "plugin.unload";

    private AuditActions() {}
}
