package dev.keelson.core.audit;

import dev.keelson.core.access.Principal;
import java.util.Objects;

/**
 * A change that someone is about to make.
 *
 * @param action what is done, as {@code alias.remap}
 * @param target what it is done to, as {@code agents/triage/aliases/production}; ids and names only
 * @param before the target's state in one short text without secrets; empty when there is nothing before
 * @param reason the words of who makes the change, empty when none were asked for
 */
public record AuditedChange(Principal by, String action, String target, String before, String reason) {

    public AuditedChange {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(reason, "reason");
    }
}
