package dev.keelson.core.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a plugin file stands.
 *
 * @param id id in its manifest, or the file's name when it has none
 * @param sha256 digest of the bytes that were loaded
 * @param reason why it is not {@link State#STARTED}; null when it is
 */
public record InstalledPlugin(
        String id,
        @Nullable String version,
        @Nullable String provider,
        State state,
        @Nullable String reason,
        String file,
        String sha256,
        List<Extension> extensions) {

    public InstalledPlugin {
        extensions = List.copyOf(extensions);
    }

    /** Whether a plugin works. */
    public enum State {
        STARTED,
        /** Its code failed: threw, hung or lacks a class. */
        FAILED,
        /** It was not loaded: no manifest, out of API range, or another file has its id. */
        REJECTED
    }

    /** What a plugin adds: {@code type} is provider, evaluator or tool; {@code name} is the kind it brings. */
    public record Extension(String type, String name) {}
}
