package dev.keelson.adminui;

import java.util.regex.Pattern;

/** Keeps redirects on the pages of this server. */
final class LocalPath {
    static final String HOME = "/admin/agents";
    private static final Pattern PAGE = Pattern.compile("/admin(/[A-Za-z0-9._@-]+)*(\\?[A-Za-z0-9._~%&=+:@-]*)?");

    private LocalPath() {}

    /** The wanted path, or the first page if it is not one of ours. */
    static String orHome(String wanted) {
        boolean page = PAGE.matcher(wanted).matches() && !wanted.contains("..");
        boolean returns = !wanted.startsWith("/admin/login") && !wanted.startsWith("/admin/logout");
        return page && returns && !wanted.startsWith("/admin/theme") ? wanted : HOME;
    }
}
