package dev.keelson.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.Violation;
import dev.keelson.plugin.api.ConfigKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One pass over one object of settings; collects values and violations. Used once, by one thread. */
final class SettingsReading {
    /** The settings that say where a plugin sends its secrets. */
    private static final List<String> TARGET_KEYS = List.of("url", "baseUrl");

    private static final int SHOWN_CHARACTERS = 60;

    private final List<ConfigKey> keys;
    private final SecretReading secretReading;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<String> secrets = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();

    SettingsReading(List<ConfigKey> keys, SecretReading secretReading) {
        this.keys = keys;
        this.secretReading = secretReading;
    }

    Map<String, Object> values() {
        return values;
    }

    List<String> secrets() {
        return secrets;
    }

    List<Violation> violations() {
        return violations;
    }

    void read(JsonNode settings) {
        JsonNode object = settings.isNull() || settings.isMissingNode() ? Json.object() : settings;
        if (!object.isObject()) {
            violations.add(Violation.at("", "type", "expected: an object of settings"));
            return;
        }
        refuseUnknown(object);
        keys.stream().filter(key -> !isSecret(key)).forEach(key -> readValue(key, object.path(key.name())));
        List<Origin> targets = targets();
        keys.stream()
                .filter(SettingsReading::isSecret)
                .forEach(key -> readSecret(key, object.path(key.name()), targets));
    }

    private void refuseUnknown(JsonNode object) {
        List<String> known = keys.stream().map(ConfigKey::name).toList();
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                violations.add(Violation.at(
                        pointer(name), "unknown", "unknown setting (expected: " + String.join(", ", known) + ")"));
            }
        });
    }

    private void readValue(ConfigKey key, JsonNode given) {
        JsonNode value = given.isMissingNode() ? defaultOf(key) : given;
        if (value.isMissingNode()) {
            requireOptional(key);
            return;
        }
        Optional<Object> read = convert(key.type(), value);
        if (read.isEmpty()) {
            violations.add(Violation.at(pointer(key.name()), "type", shown(value) + " (expected: " + words(key) + ")"));
        }
        read.ifPresent(object -> values.put(key.name(), object));
    }

    private void readSecret(ConfigKey key, JsonNode given, List<Origin> targets) {
        if (given.isMissingNode()) {
            requireOptional(key);
            return;
        }
        try {
            String secret = secretReading.read(given, targets);
            secrets.add(secret);
            values.put(key.name(), secret);
        } catch (SecretReading.Refusal refusal) {
            violations.add(Violation.at(pointer(key.name()), "secret", refusal.reason()));
        }
    }

    private void requireOptional(ConfigKey key) {
        if (key.isRequired()) {
            violations.add(Violation.at(pointer(key.name()), "required", "missing (expected: " + words(key) + ")"));
        }
    }

    /** Where the plugin will send its secrets, as far as its settings say, defaults included. */
    List<Origin> targets() {
        return TARGET_KEYS.stream()
                .map(values::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .flatMap(url -> Origin.of(url).stream())
                .toList();
    }

    private static JsonNode defaultOf(ConfigKey key) {
        return key.defaultValue().map(JsonValues::toNode).orElse(MissingNode.getInstance());
    }

    /** Empty when the value does not fit the type. */
    static Optional<Object> convert(ConfigKey.Type type, JsonNode value) {
        return switch (type) {
            case STRING -> only(value.isTextual(), value.textValue());
            case INTEGER -> only(isLong(value), value.longValue());
            case NUMBER -> only(value.isNumber() && Double.isFinite(value.doubleValue()), value.doubleValue());
            case BOOLEAN -> only(value.isBoolean(), value.booleanValue());
            case URL -> only(value.isTextual() && Origin.of(value.textValue()).isPresent(), value.textValue());
            case DURATION_MS -> only(isLong(value) && value.longValue() >= 1, value.longValue());
            case JSON -> Optional.ofNullable(JsonValues.toJdk(value));
            case SECRET -> Optional.empty();
        };
    }

    private static Optional<Object> only(boolean fits, @Nullable Object value) {
        return fits ? Optional.ofNullable(value) : Optional.empty();
    }

    private static boolean isLong(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    private static boolean isSecret(ConfigKey key) {
        return key.type() == ConfigKey.Type.SECRET;
    }

    private static String words(ConfigKey key) {
        return switch (key.type()) {
            case STRING -> "a text";
            case INTEGER -> "an integer of at most 64 bits";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case URL -> "an absolute http or https URL with a host and without user name";
            case DURATION_MS -> "milliseconds as an integer of at least 1";
            case JSON -> "a JSON value other than null";
            case SECRET -> "a secret";
        };
    }

    /** Objects, lists and URLs with credentials are not repeated. */
    private static String shown(JsonNode value) {
        String text = value.isContainerNode() ? value.getNodeType().name().toLowerCase(Locale.ROOT) : value.toString();
        if (text.contains("@")) {
            return "this value";
        }
        return text.codePoints()
                .limit(SHOWN_CHARACTERS)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
