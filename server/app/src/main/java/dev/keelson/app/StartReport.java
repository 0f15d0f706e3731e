package dev.keelson.app;

import dev.keelson.core.plugin.InstalledPlugin;
import dev.keelson.core.schemachange.ApprovalMode;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** What a person reads when the server has started. */
final class StartReport {
    private final Server server;
    private final PrintStream out;

    StartReport(Server server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    void print() {
        out.println("Keelson " + Keelson.VERSION + " on " + server.baseUri());
        out.println("Store: " + server.store().description());
        for (InstalledPlugin plugin : server.plugins()) {
            boolean works = plugin.state() == InstalledPlugin.State.STARTED;
            out.println("Plugin: " + plugin.id()
                    + (works ? " " + plugin.version() : " " + plugin.state() + ": " + plugin.reason()));
        }
        if (server.useCases().governance().changes().queries().mode() == ApprovalMode.SINGLE_USER) {
            out.println("Approvals: single-user mode, authors may approve their own schema changes");
        }
        out.println("Admin UI: " + server.baseUri() + "/admin");
        @Nullable String adminKey = server.firstAdminKey();
        if (adminKey != null) {
            out.println("Admin key: " + adminKey);
            out.println("(shown this once; keep it)");
        }
        out.flush();
    }
}
