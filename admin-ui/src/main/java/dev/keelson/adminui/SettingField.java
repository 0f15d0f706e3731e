package dev.keelson.adminui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keelson.core.common.Json;
import dev.keelson.plugin.api.ConfigKey;
import java.util.Locale;

/**
 * One setting of a kind of provider as a field of a form.
 *
 * @param type lower-case name of the setting's type
 * @param value what stands in the field; never a secret
 * @param unset what goes for an empty field
 * @param reference name of the configured secret that the setting refers to; empty when it does not
 * @param bound origin that a stored secret is bound to; empty when none is stored
 */
public record SettingField(
        String name,
        String type,
        String description,
        boolean required,
        String value,
        String unset,
        String reference,
        String bound) {

    /** The field as the provider has it now. */
    static SettingField of(ConfigKey key, JsonNode now) {
        boolean secret = key.type() == ConfigKey.Type.SECRET;
        boolean set = now.path("set").booleanValue();
        return new SettingField(
                key.name(),
                key.type().name().toLowerCase(Locale.ROOT),
                key.description(),
                key.isRequired() && !set,
                secret ? "" : text(now),
                unset(key),
                secret ? now.path("secret").asText("") : "",
                set ? now.path("origin").asText("this address") : "");
    }

    /** The field as someone filled it in; a secret has to be entered again. */
    SettingField with(Form form) {
        boolean secret = type.equals("secret");
        return new SettingField(
                name,
                type,
                description,
                required,
                secret ? "" : form.text(input()),
                unset,
                secret ? form.line(referenceInput()) : "",
                bound);
    }

    /** What the setting becomes; missing when the field is empty. Numbers that are none are left to the kind's own check. */
    JsonNode read(Form form) {
        String text = form.line(input());
        if (type.equals("secret")) {
            return readSecret(form, text);
        }
        if (text.isEmpty()) {
            return MissingNode.getInstance();
        }
        return switch (type) {
            case "integer", "number", "duration_ms" -> number(text);
            case "boolean" -> Json.mapper().getNodeFactory().booleanNode(text.equals("true"));
            case "json" -> Json.parse(text);
            default -> text(text);
        };
    }

    public String input() {
        return "setting." + name;
    }

    public String referenceInput() {
        return "reference." + name;
    }

    public String removeInput() {
        return "remove." + name;
    }

    private JsonNode readSecret(Form form, String text) {
        if (!text.isEmpty()) {
            return text(text);
        }
        if (form.flag(removeInput())) {
            return Json.mapper().nullNode();
        }
        String named = form.line(referenceInput());
        return named.isEmpty() ? MissingNode.getInstance() : Json.object().put("secret", named);
    }

    private static JsonNode number(String text) {
        boolean plain = text.length() <= Json.MAX_NUMBER_LENGTH && text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
        return plain ? Json.parse(text) : text(text);
    }

    private static JsonNode text(String text) {
        return Json.mapper().getNodeFactory().textNode(text);
    }

    private static String unset(ConfigKey key) {
        return key.defaultValue()
                .map(value -> value instanceof String text ? text : Json.text(value))
                .orElse("");
    }

    private static String text(JsonNode now) {
        if (now.isMissingNode() || now.path("set").booleanValue()) {
            return "";
        }
        return now.isTextual() ? now.textValue() : Json.text(now);
    }
}
