package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, as templates need to know it.
 *
 * @param principal null before the login
 * @param csrf token for the forms of the page
 * @param here path and query of the page
 */
public record Viewer(@Nullable Principal principal, String csrf, Theme theme, String here) {
    static final Viewer NOBODY = new Viewer(null, "", Theme.SYSTEM, "");

    static Viewer of(Visit visit) {
        return new Viewer(
                visit.by(),
                visit.session().csrf(),
                Cookies.theme(visit.request().request()),
                visit.here());
    }

    public boolean known() {
        return principal != null;
    }

    public String name() {
        return principal == null ? "" : principal.name();
    }

    public String role() {
        return principal == null ? "" : principal.role().id();
    }

    /** {@code permission}: an id, such as {@code draft.edit}. */
    public boolean may(String permission) {
        for (Permission each : Permission.values()) {
            if (each.id().equals(permission)) {
                return principal != null && principal.has(each);
            }
        }
        throw new IllegalArgumentException("permission: unknown: " + permission);
    }
}
