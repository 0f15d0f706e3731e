package dev.keelson.core.usage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which calls a budget or rate limit covers: those that fit every part that is given; none given covers all. */
public record UsageScope(
        @Nullable String agent,
        @Nullable Integer version,
        @Nullable String alias,
        @Nullable String keyId) {
    public static final UsageScope EVERYTHING = new UsageScope(null, null, null, null);

    public boolean covers(UsageSubject subject) {
        return (agent == null || agent.equals(subject.agent()))
                && (version == null || version == subject.version())
                && (alias == null || alias.equals(subject.alias()))
                && (keyId == null || keyId.equals(subject.keyId()));
    }

    /** For people: {@code agent triage, alias production}, or {@code every call}. */
    public String description() {
        List<String> parts = new ArrayList<>();
        add(parts, "agent", agent);
        add(parts, "version", version);
        add(parts, "alias", alias);
        add(parts, "key", keyId);
        return parts.isEmpty() ? "every call" : String.join(", ", parts);
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + " " + value);
        }
    }
}
