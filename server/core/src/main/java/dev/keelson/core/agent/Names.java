package dev.keelson.core.agent;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.List;
import java.util.regex.Pattern;

/** What agents and aliases may be called. */
public final class Names {
    static final String AGENT = "[a-z][a-z0-9-]{0,62}";
    static final String ALIAS = "[a-z][a-z0-9-]{0,31}";
    private static final String SYSTEM_PREFIX = "keelson-";
    private static final Pattern AGENT_NAME = Pattern.compile(AGENT);
    private static final Pattern ALIAS_NAME = Pattern.compile(ALIAS);

    private Names() {}

    /** Throws {@link ErrorCode#REQUEST_INVALID}. */
    public static void requireAgentName(String name) {
        require(AGENT_NAME, name, "/name", "1 to 63");
    }

    /** Throws {@link ErrorCode#REQUEST_INVALID}. */
    public static void requireAliasName(String name) {
        require(ALIAS_NAME, name, "/alias", "1 to 32");
    }

    /** Whether an agent of this name is one of those that Keelson itself brings. */
    public static boolean isSystemAgent(String name) {
        return name.startsWith(SYSTEM_PREFIX);
    }

    /** Throws {@link ErrorCode#REQUEST_INVALID} for the names of agents that Keelson itself brings. */
    public static void requireFreeToTake(String name) {
        if (isSystemAgent(name)) {
            String expected = "names that start with " + SYSTEM_PREFIX + " are Keelson's own (expected: another name)";
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID, expected, List.of(Violation.at("/name", "reserved", expected)));
        }
    }

    private static void require(Pattern form, String name, String pointer, String length) {
        if (!form.matcher(name).matches()) {
            String expected = "name does not fit (expected: " + length
                    + " lower-case letters, digits and hyphens, starting with a letter)";
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID, expected, List.of(Violation.at(pointer, "pattern", expected)));
        }
    }
}
