package dev.keelson.core.spec;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the type in a field's parentheses.
 *
 * @param min length, value or number of items, as the type says; null when unbounded
 * @param max as {@code min}
 * @param pattern regular expression without its slashes; null when there is none
 */
record Qualifiers(
        boolean required,
        boolean nullable,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable String pattern) {
    static final Qualifiers NONE = new Qualifiers(true, false, null, null, null);
}
