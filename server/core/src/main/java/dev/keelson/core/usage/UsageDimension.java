package dev.keelson.core.usage;

import java.util.Locale;
import java.util.function.Function;

/** What usage can be grouped and filtered by. */
public enum UsageDimension {
    AGENT(UsageKey::agent),
    VERSION(key -> Integer.toString(key.version())),
    ALIAS(UsageKey::alias),
    KEY(UsageKey::keyId),
    PROVIDER(UsageKey::provider),
    MODEL(UsageKey::model);

    @SuppressWarnings("ImmutableEnumChecker") // method references without state
    private final Function<UsageKey, String> value;

    UsageDimension(Function<UsageKey, String> value) {
        this.value = value;
    }

    /** A number as decimal text; empty for no alias. */
    public String of(UsageKey key) {
        return value.apply(key);
    }

    /** The name as it stands in requests and answers: {@code model}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
