package dev.keelson.adminui;

import dev.keelson.core.access.Permission;
import dev.keelson.core.plugin.PluginCatalog;
import dev.keelson.http.Answer;
import io.vertx.core.Future;
import java.util.Map;

/** The installed plugins and how they stand. */
final class PluginPages {
    private final PluginCatalog plugins;
    private final Pages pages;

    PluginPages(PluginCatalog plugins, Pages pages) {
        this.plugins = plugins;
        this.pages = pages;
    }

    void declare(PageRoutes routes) {
        routes.page(Permission.PLUGIN_READ, "/admin/plugins", this::list);
    }

    private Future<Answer> list(Visit visit) {
        return pages.page(visit, "plugins", Map.of("plugins", plugins.plugins()));
    }
}
