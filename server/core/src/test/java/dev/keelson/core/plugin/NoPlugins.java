package dev.keelson.core.plugin;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** A catalogue in which nothing is installed. */
public final class NoPlugins implements PluginCatalog {

    @Override
    public List<InstalledPlugin> plugins() {
        return List.of();
    }

    @Override
    public Future<InstalledPlugin> install(String fileName, byte[] jar) {
        return Future.failedFuture(new KeelsonException(ErrorCode.PLUGIN_REJECTED, "takes no plugins"));
    }

    @Override
    public Future<InstalledPlugin> reload(String id) {
        return Future.failedFuture(new KeelsonException(ErrorCode.PLUGIN_NOT_FOUND, "no plugin " + id));
    }

    @Override
    public Future<Void> remove(String id) {
        return Future.failedFuture(new KeelsonException(ErrorCode.PLUGIN_NOT_FOUND, "no plugin " + id));
    }

    @Override
    public Map<String, String> pins() {
        return Map.of();
    }

    @Override
    public void onChange(Runnable listener) {}
}
