package dev.keelson.core.plugin;

import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Sees and changes the installed plugins. Each plugin harms only itself. */
public interface PluginCatalog {

    /** In order of id. */
    List<InstalledPlugin> plugins();

    /**
     * Stores the JAR, replacing the plugin of the same id, and starts it. Fails with {@link ErrorCode#PLUGIN_REJECTED},
     * leaving what was there, when it can't be loaded.
     */
    Future<InstalledPlugin> install(String fileName, byte[] jar);

    /**
     * Loads the plugin's file anew and lets it take over from what runs. Fails with {@link ErrorCode#PLUGIN_NOT_FOUND}, or
     * with {@link ErrorCode#PLUGIN_REJECTED} when the file can't be loaded; what runs then keeps running.
     */
    Future<InstalledPlugin> reload(String id);

    /** Stops the plugin and deletes its file. Fails with {@link ErrorCode#PLUGIN_NOT_FOUND}. */
    Future<Void> remove(String id);

    /** Version of each started plugin by the name of each extension: {@code provider/local -> local 0.1.0}. */
    Map<String, String> pins();

    /** Calls {@code listener} after each change of what is started; what was bound before must be bound again. */
    void onChange(Runnable listener);
}
