package dev.keelson.http.api;

import dev.keelson.core.common.Sha256;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.plugin.InstalledPlugin;
import dev.keelson.core.plugin.PluginCatalog;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps plugins in memory; a JAR is good when its text starts with its id. Safe for concurrent use. */
final class FakePlugins implements PluginCatalog {
    private final Map<String, InstalledPlugin> plugins = new TreeMap<>();

    @Override
    public synchronized List<InstalledPlugin> plugins() {
        return List.copyOf(plugins.values());
    }

    @Override
    public synchronized Future<InstalledPlugin> install(String fileName, byte[] jar) {
        if (jar.length == 0) {
            return Future.failedFuture(new KeelsonException(ErrorCode.PLUGIN_REJECTED, "the file is no JAR"));
        }
        String id = new String(jar, 0, Math.min(jar.length, 4), StandardCharsets.US_ASCII);
        var plugin = new InstalledPlugin(
                id,
                "1.0.0",
                "tests",
                InstalledPlugin.State.STARTED,
                null,
                fileName,
                Sha256.of(jar),
                List.of(new InstalledPlugin.Extension("tool", "lookup")));
        plugins.put(id, plugin);
        return Future.succeededFuture(plugin);
    }

    @Override
    public synchronized Future<InstalledPlugin> reload(String id) {
        InstalledPlugin plugin = plugins.get(id);
        return plugin == null ? notFound(id) : Future.succeededFuture(plugin);
    }

    @Override
    public synchronized Future<Void> remove(String id) {
        return plugins.remove(id) == null ? notFound(id) : Future.succeededFuture();
    }

    @Override
    public Map<String, String> pins() {
        return Map.of();
    }

    @Override
    public void onChange(Runnable listener) {}

    private static <T> Future<T> notFound(String id) {
        return Future.failedFuture(new KeelsonException(ErrorCode.PLUGIN_NOT_FOUND, "no plugin " + id));
    }
}
