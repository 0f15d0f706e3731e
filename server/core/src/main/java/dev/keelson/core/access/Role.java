package dev.keelson.core.access;

import static dev.keelson.core.access.Permission.AGENT_CREATE;
import static dev.keelson.core.access.Permission.AGENT_IMPORT;
import static dev.keelson.core.access.Permission.AGENT_READ;
import static dev.keelson.core.access.Permission.AGENT_RUN;
import static dev.keelson.core.access.Permission.ALIAS_MOVE;
import static dev.keelson.core.access.Permission.AUDIT_READ;
import static dev.keelson.core.access.Permission.DRAFT_EDIT;
import static dev.keelson.core.access.Permission.PLUGIN_READ;
import static dev.keelson.core.access.Permission.SCHEMA_CHANGE_DECIDE;
import static dev.keelson.core.access.Permission.SUITE_EDIT;
import static dev.keelson.core.access.Permission.TRACE_READ;
import static dev.keelson.core.access.Permission.USAGE_READ;
import static dev.keelson.core.access.Permission.VERSION_PUBLISH;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A bundle of permissions. */
public enum Role {
    /** A program that calls agents and does nothing else. */
    CALLER(EnumSet.of(AGENT_RUN)),
    VIEWER(EnumSet.of(AGENT_READ, TRACE_READ, PLUGIN_READ, USAGE_READ)),
    /** Writes behaviour: specs and examples. */
    DOMAIN_EXPERT(EnumSet.of(
            AGENT_RUN, AGENT_READ, TRACE_READ, PLUGIN_READ, USAGE_READ, DRAFT_EDIT, SUITE_EDIT, VERSION_PUBLISH)),
    /** Writes contracts and tools too, and brings versions into use. */
    ENGINEER(EnumSet.of(
            AGENT_RUN,
            AGENT_READ,
            TRACE_READ,
            PLUGIN_READ,
            USAGE_READ,
            AGENT_CREATE,
            DRAFT_EDIT,
            SUITE_EDIT,
            VERSION_PUBLISH,
            ALIAS_MOVE,
            AGENT_IMPORT)),
    /** Moves aliases. */
    OPERATOR(EnumSet.of(AGENT_RUN, AGENT_READ, TRACE_READ, PLUGIN_READ, USAGE_READ, ALIAS_MOVE)),
    /** Decides on schema changes that others wrote and proposed. */
    APPROVER(EnumSet.of(AGENT_READ, TRACE_READ, PLUGIN_READ, USAGE_READ, SCHEMA_CHANGE_DECIDE, AUDIT_READ)),
    ADMIN(EnumSet.allOf(Permission.class));

    @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf is immutable; its type does not say so
    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** The name as it stands in requests and answers: {@code domain-expert}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
