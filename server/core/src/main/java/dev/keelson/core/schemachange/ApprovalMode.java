package dev.keelson.core.schemachange;

import java.util.Locale;

/** Who may approve a schema change on this server. */
public enum ApprovalMode {
    /** Someone who neither wrote nor proposed it. */
    FOUR_EYES,
    /** Its author too, for whom works alone; every such decision is marked. */
    SINGLE_USER;

    /** The mode as it stands in the configuration: {@code four-eyes}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
