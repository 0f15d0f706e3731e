package dev.keelson.pluginhost;

import dev.keelson.plugin.api.PluginApi;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.pf4j.DefaultVersionManager;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;
import org.pf4j.VersionManager;
import org.pf4j.processor.ExtensionStorage;
import org.pf4j.processor.LegacyExtensionStorage;

/** Reads what a JAR says about itself and decides whether it may be loaded, without running any of its code. */
final class PluginInspector {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String NO_VERSION = "0.0.0";

    private final BoundedManifestFinder finder = new BoundedManifestFinder();
    private final VersionManager versions = new DefaultVersionManager();

    Candidate inspect(PluginJar jar) {
        PluginDescriptor descriptor;
        Set<String> extensions;
        try {
            descriptor = finder.find(jar.copy());
            extensions = extensionClasses(jar.copy());
        } catch (IOException | RuntimeException unreadable) {
            return Candidate.unreadable(jar, Failures.words(unreadable));
        }
        String id = descriptor.getPluginId();
        if (id == null || !ID.matcher(id).matches()) {
            return Candidate.unreadable(jar, "Plugin-Id: " + id + " (expected: " + ID.pattern() + ")");
        }
        Candidate candidate =
                new Candidate(jar, id, descriptor.getVersion(), descriptor.getProvider(), extensions, null);
        try {
            check(descriptor, extensions);
            return candidate;
        } catch (PluginRejection rejection) {
            return candidate.rejected(rejection.reason());
        }
    }

    /** For picking files before they are copied; the copy is inspected again. */
    boolean hasId(Path jar, String id) {
        try {
            return id.equals(finder.find(jar).getPluginId());
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    /** Positive when {@code one} has the higher version. Both must be loadable. */
    int compare(Candidate one, Candidate other) {
        return versions.compareVersions(one.versionText(), other.versionText());
    }

    private void check(PluginDescriptor descriptor, Set<String> extensions) throws PluginRejection {
        requireVersion(descriptor.getVersion());
        requireApi(descriptor.getRequires());
        if (!descriptor.getDependencies().isEmpty()) {
            throw new PluginRejection("Plugin-Dependencies: "
                    + descriptor.getDependencies().stream()
                            .map(PluginDependency::getPluginId)
                            .toList()
                    + " (expected: none; a plugin brings what it needs in its own JAR)");
        }
        if (extensions.isEmpty()) {
            throw new PluginRejection("no extension in META-INF/extensions.idx: annotate the factories with @Extension"
                    + " and compile them with PF4J's annotation processor");
        }
    }

    private void requireVersion(String version) throws PluginRejection {
        try {
            if (versions.compareVersions(version, NO_VERSION) > 0) {
                return;
            }
        } catch (RuntimeException noVersion) {
            throw new PluginRejection("Plugin-Version: " + version + " (expected: a semantic version such as 1.0.0)");
        }
        throw new PluginRejection("Plugin-Version: " + version + " (expected: a semantic version above 0.0.0)");
    }

    private void requireApi(String range) throws PluginRejection {
        boolean fits;
        try {
            fits = versions.checkVersionConstraint(PluginApi.VERSION, range);
        } catch (RuntimeException malformed) {
            throw new PluginRejection("Plugin-Requires: " + range + " (expected: a range such as >=1.0.0 & <2.0.0)");
        }
        if (!fits) {
            throw new PluginRejection(
                    "Plugin-Requires: " + range + ", but this server has plugin API " + PluginApi.VERSION);
        }
    }

    private static Set<String> extensionClasses(Path jar) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        byte[] index = BoundedManifestFinder.entry(jar, LegacyExtensionStorage.EXTENSIONS_RESOURCE);
        if (index != null) {
            ExtensionStorage.read(new StringReader(new String(index, StandardCharsets.UTF_8)), names);
        }
        return names;
    }
}
