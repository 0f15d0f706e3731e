package dev.keelson.plugin.api;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Declares one setting of a plugin, so that the host can check it, mask it and draw a form for it. */
public final class ConfigKey {

    /** How the text of a setting is read. */
    public enum Type {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        /** An absolute http or https URL. */
        URL,
        /** Never shown, logged or traced. */
        SECRET,
        /** Milliseconds as an integer, at least 1. */
        DURATION_MS,
        /** Any JSON value, given as JDK maps and lists. */
        JSON
    }

    private final String name;
    private final Type type;
    private final String description;
    private final boolean required;
    private final @Nullable Object defaultValue;

    private ConfigKey(String name, Type type, String description, boolean required, @Nullable Object defaultValue) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = Objects.requireNonNull(type, "type");
        this.description = Objects.requireNonNull(description, "description");
        this.required = required;
        this.defaultValue = defaultValue;
    }

    public static ConfigKey required(String name, Type type, String description) {
        return new ConfigKey(name, type, description, true, null);
    }

    public static ConfigKey optional(String name, Type type, String description) {
        return new ConfigKey(name, type, description, false, null);
    }

    public static ConfigKey withDefault(String name, Type type, Object defaultValue, String description) {
        return new ConfigKey(name, type, description, false, Objects.requireNonNull(defaultValue, "defaultValue"));
    }

    /** Lower camel case, as written in the configuration. */
    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    public String description() {
        return description;
    }

    public boolean isRequired() {
        return required;
    }

    public Optional<Object> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }
}
