package dev.keelson.core.audit;

import org.jspecify.annotations.Nullable;

/**
 * Which audit entries are wanted; what is null does not matter.
 *
 * @param actor id of the API key that acted
 * @param action such as {@code alias.remap}
 * @param target a target or a path above it: {@code agents/triage} finds {@code agents/triage/aliases/production} too
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String target) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null);

    public AuditFilter {
        target = target == null ? null : withoutTrailingSlash(target);
    }

    /** Whether the entry is one of those wanted. */
    public boolean accepts(AuditEntry entry) {
        AuditEvent event = entry.event();
        return (actor == null || actor.equals(event.actor().keyId()))
                && (action == null || action.equals(event.action()))
                && (target == null
                        || event.target().equals(target)
                        || event.target().startsWith(target + "/"));
    }

    private static String withoutTrailingSlash(String target) {
        return target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
    }
}
