package dev.keelson.pluginhost;

import dev.keelson.core.plugin.InstalledPlugin;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest of a plugin file says.
 *
 * @param id id in its manifest, or the file's name when it has none
 * @param extensionClasses as its extension index lists them
 * @param rejection why it must not be loaded; null when it may be
 */
record Candidate(
        PluginJar jar,
        String id,
        @Nullable String version,
        @Nullable String provider,
        Set<String> extensionClasses,
        @Nullable String rejection) {

    Candidate {
        extensionClasses = Set.copyOf(extensionClasses);
    }

    /** A file that can't even be read as a plugin. */
    static Candidate unreadable(PluginJar jar, String reason) {
        return new Candidate(jar, jar.file(), null, null, Set.of(), reason);
    }

    Candidate rejected(String reason) {
        return new Candidate(jar, id, version, provider, extensionClasses, reason);
    }

    boolean loadable() {
        return rejection == null;
    }

    String versionText() {
        return version == null ? "0.0.0" : version;
    }

    /** {@code plugin 'local' 0.1.0}. */
    String label() {
        return "plugin '" + id + "' " + versionText();
    }

    InstalledPlugin without(InstalledPlugin.State state, String reason) {
        return new InstalledPlugin(id, version, provider, state, reason, jar.file(), jar.sha256(), List.of());
    }

    InstalledPlugin started(List<InstalledPlugin.Extension> extensions) {
        return new InstalledPlugin(
                id, version, provider, InstalledPlugin.State.STARTED, null, jar.file(), jar.sha256(), extensions);
    }
}
