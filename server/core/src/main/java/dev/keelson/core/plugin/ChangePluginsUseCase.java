package dev.keelson.core.plugin;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.common.Sha256;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.Objects;

/** Installs, reloads and removes plugins on this node. */
public final class ChangePluginsUseCase {
    private final PluginCatalog plugins;
    private final AuditLog audit;

    public ChangePluginsUseCase(PluginCatalog plugins, AuditLog audit) {
        this.plugins = plugins;
        this.audit = audit;
    }

    /** Fails as {@link PluginCatalog#install} does, and with {@link ErrorCode#PERMISSION_DENIED}. */
    public Future<InstalledPlugin> install(Principal by, String fileName, byte[] jar) {
        by.require(Permission.PLUGIN_MANAGE);
        // What was asked for, in case the server does not live to see what the file says of itself.
        String reason = "file " + fileName + ", " + Sha256.of(jar);
        return audit.record(
                new AuditedChange(by, AuditActions.PLUGIN_LOAD, "plugins/" + fileName, "", reason),
                () -> plugins.install(fileName, jar),
                ChangePluginsUseCase::described);
    }

    /** Fails as {@link PluginCatalog#reload} does, and with {@link ErrorCode#PERMISSION_DENIED}. */
    public Future<InstalledPlugin> reload(Principal by, String id) {
        by.require(Permission.PLUGIN_MANAGE);
        return audit.record(
                new AuditedChange(by, AuditActions.PLUGIN_LOAD, "plugins/" + id, before(id), ""),
                () -> plugins.reload(id),
                ChangePluginsUseCase::described);
    }

    /** Fails as {@link PluginCatalog#remove} does, and with {@link ErrorCode#PERMISSION_DENIED}. */
    public Future<Void> remove(Principal by, String id) {
        by.require(Permission.PLUGIN_MANAGE);
        return audit.record(
                new AuditedChange(by, AuditActions.PLUGIN_UNLOAD, "plugins/" + id, before(id), ""),
                () -> plugins.remove(id),
                removed -> "");
    }

    private String before(String id) {
        return plugins.plugins().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .map(ChangePluginsUseCase::described)
                .orElse("");
    }

    private static String described(InstalledPlugin plugin) {
        return plugin.id() + " " + Objects.requireNonNullElse(plugin.version(), "") + ", " + plugin.sha256();
    }
}
