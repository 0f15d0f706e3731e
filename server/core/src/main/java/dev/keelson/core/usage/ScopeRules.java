package dev.keelson.core.usage;

import dev.keelson.core.error.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a budget or rate limit may be called and which parts its scope may have. */
final class ScopeRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private ScopeRules() {}

    static List<Violation> violations(String name, UsageScope scope) {
        List<Violation> violations = new ArrayList<>();
        require(violations, NAME, "/name", name);
        require(violations, NAME, "/scope/agent", scope.agent());
        require(violations, NAME, "/scope/alias", scope.alias());
        require(violations, KEY, "/scope/key", scope.keyId());
        Integer version = scope.version();
        if (version != null && version < 1) {
            violations.add(Violation.at("/scope/version", "range", "version: " + version + " (expected: >= 1)"));
        }
        return violations;
    }

    private static void require(List<Violation> violations, Pattern form, String pointer, @Nullable String text) {
        if (text != null && !form.matcher(text).matches()) {
            violations.add(Violation.at(pointer, "pattern", "does not fit (expected: " + form.pattern() + ")"));
        }
    }
}
