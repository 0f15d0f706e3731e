package dev.keelson.http.api;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.keelson.core.access.Permission;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.plugin.ChangePluginsUseCase;
import dev.keelson.core.plugin.PluginCatalog;
import dev.keelson.http.Answer;
import dev.keelson.http.ApiRequest;
import dev.keelson.http.BodyPolicy;
import dev.keelson.http.HttpConfig;
import dev.keelson.http.RouteHandler;
import dev.keelson.http.RouteRegistry;
import dev.keelson.http.Routes;
import io.vertx.core.Future;
import java.util.List;
import java.util.regex.Pattern;

/** The installed plugins, and changing them while the server runs. */
public final class PluginRoutes implements Routes {
    /** Starts with a letter or digit and has no separators, so it can't leave the plugin directory. */
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.jar");

    private final PluginCatalog plugins;
    private final ChangePluginsUseCase change;
    private final BodyPolicy body;

    public PluginRoutes(PluginCatalog plugins, ChangePluginsUseCase change, HttpConfig config) {
        this.plugins = plugins;
        this.change = change;
        body = config.pluginBody();
    }

    @Override
    public void declare(RouteRegistry registry) {
        registry.secured(Permission.PLUGIN_READ, GET, "/v1/plugins", this::list);
        registry.secured(Permission.PLUGIN_MANAGE, POST, "/v1/plugins", RouteHandler.reading(body, this::install));
        registry.secured(Permission.PLUGIN_MANAGE, POST, "/v1/plugins/{id}/reload", this::reload);
        registry.secured(Permission.PLUGIN_MANAGE, DELETE, "/v1/plugins/{id}", this::remove);
    }

    private Future<Answer> list(ApiRequest request) {
        return Future.succeededFuture(Answer.json(200, PageJson.all(plugins.plugins(), PluginJson::plugin)));
    }

    private Future<Answer> install(ApiRequest request) {
        return change.install(request.principal(), fileName(request), request.body())
                .map(plugin -> Answer.json(201, PluginJson.plugin(plugin)));
    }

    private static String fileName(ApiRequest request) {
        String file = request.query("file").required("file");
        if (!FILE.matcher(file).matches()) {
            String message = "query parameter file does not fit (expected: a name such as my-plugin-1.0.0.jar)";
            throw new KeelsonException(
                    ErrorCode.MALFORMED_REQUEST, message, List.of(Violation.at("", "file", message)));
        }
        return file;
    }

    private Future<Answer> reload(ApiRequest request) {
        return change.reload(request.principal(), request.path("id"))
                .map(plugin -> Answer.json(200, PluginJson.plugin(plugin)));
    }

    private Future<Answer> remove(ApiRequest request) {
        return change.remove(request.principal(), request.path("id")).map(removed -> Answer.empty(204, List.of()));
    }
}
