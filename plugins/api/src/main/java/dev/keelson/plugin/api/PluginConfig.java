package dev.keelson.plugin.api;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings that the host has checked against a factory's {@link ConfigKey}s: types fit, required keys are there, defaults
 * are filled in and unknown keys were refused.
 */
public final class PluginConfig {
    private final Map<String, Object> values;

    private PluginConfig(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /** {@code values}: setting name to a JDK value of its declared type. */
    public static PluginConfig of(Map<String, Object> values) {
        return new PluginConfig(values);
    }

    public Optional<String> string(String name) {
        return value(name).map(Object::toString);
    }

    public Optional<Long> integer(String name) {
        return value(name).map(Number.class::cast).map(Number::longValue);
    }

    public Optional<Double> number(String name) {
        return value(name).map(Number.class::cast).map(Number::doubleValue);
    }

    public Optional<Boolean> bool(String name) {
        return value(name).map(Boolean.class::cast);
    }

    /** The value as JDK maps and lists. */
    public Optional<Object> json(String name) {
        return value(name);
    }

    /** Throws {@link NoSuchElementException} naming the key; for keys that are required or have a default. */
    public String requireString(String name) {
        return string(name).orElseThrow(() -> missing(name));
    }

    /** Throws {@link NoSuchElementException} naming the key; for keys that are required or have a default. */
    public long requireInteger(String name) {
        return integer(name).orElseThrow(() -> missing(name));
    }

    private Optional<Object> value(String name) {
        @Nullable Object value = values.get(Objects.requireNonNull(name, "name"));
        return Optional.ofNullable(value);
    }

    private static NoSuchElementException missing(String name) {
        return new NoSuchElementException("setting not given and without a default: " + name);
    }
}
