package dev.keelson.pluginhost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operator's list of the plugin files that may be loaded, in the format of {@code sha256sum}. Without the file everything
 * may; with a file that can't be understood nothing may.
 */
final class PluginLock {
    private static final Pattern LINE = Pattern.compile("(?:sha256:)?([0-9a-fA-F]{64})\\s+\\*?(\\S+)");
    private static final int MAX_BYTES = 1 << 20;

    private final @Nullable Map<String, String> digests;
    private final @Nullable String problem;

    private PluginLock(@Nullable Map<String, String> digests, @Nullable String problem) {
        this.digests = digests;
        this.problem = problem;
    }

    static PluginLock read(Path file) throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return new PluginLock(null, PluginFolder.LOCK_FILE + " is larger than " + MAX_BYTES + " bytes");
            }
            return parse(Files.readAllLines(file));
        } catch (NoSuchFileException none) {
            return new PluginLock(null, null);
        }
    }

    Candidate check(Candidate candidate) {
        String reason = reason(candidate.jar());
        return reason == null || !candidate.loadable() ? candidate : candidate.rejected(reason);
    }

    private @Nullable String reason(PluginJar jar) {
        if (problem != null) {
            return problem;
        }
        if (digests == null) {
            return null;
        }
        String expected = digests.get(jar.file());
        if (expected == null) {
            return PluginFolder.LOCK_FILE + " does not list " + jar.file();
        }
        return expected.equals(jar.sha256())
                ? null
                : "its digest is " + jar.sha256() + ", but " + PluginFolder.LOCK_FILE + " has " + expected;
    }

    private static PluginLock parse(List<String> lines) {
        Map<String, String> digests = new HashMap<>();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                return new PluginLock(
                        null,
                        PluginFolder.LOCK_FILE + " line " + (index + 1)
                                + " is not understood (expected: a SHA-256 digest, blanks and a file name)");
            }
            digests.put(matcher.group(2), "sha256:" + matcher.group(1).toLowerCase(Locale.ROOT));
        }
        return new PluginLock(digests, null);
    }
}
