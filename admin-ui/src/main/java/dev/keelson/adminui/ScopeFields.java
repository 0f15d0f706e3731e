package dev.keelson.adminui;

import dev.keelson.core.usage.UsageScope;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a form that say which calls a budget or rate limit covers; empty ones cover all. */
final class ScopeFields {

    private ScopeFields() {}

    static UsageScope scope(Form form) {
        return new UsageScope(given(form, "agent"), form.number("version"), given(form, "alias"), given(form, "key"));
    }

    static void put(Map<String, String> fields, UsageScope scope) {
        fields.put("agent", text(scope.agent()));
        fields.put("version", text(scope.version()));
        fields.put("alias", text(scope.alias()));
        fields.put("key", text(scope.keyId()));
    }

    static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    private static @Nullable String given(Form form, String name) {
        String text = form.line(name);
        return text.isEmpty() ? null : text;
    }
}
