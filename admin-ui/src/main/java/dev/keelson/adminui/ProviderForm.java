package dev.keelson.adminui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.providerconfig.ProviderKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of a provider, drawn from what its kind declares.
 *
 * @param name empty while it is new and has none
 * @param revision 0 while it is new
 */
record ProviderForm(String name, String kind, int revision, List<SettingField> fields) {

    ProviderForm {
        fields = List.copyOf(fields);
    }

    static ProviderForm of(String name, ProviderKind kind, int revision, JsonNode settings) {
        return new ProviderForm(
                name,
                kind.name(),
                revision,
                kind.keys().stream()
                        .map(key -> SettingField.of(key, settings.path(key.name())))
                        .toList());
    }

    /** With what someone filled in. */
    ProviderForm with(Form form) {
        return new ProviderForm(
                revision == 0 ? form.line("name") : name,
                kind,
                revision,
                fields.stream().map(field -> field.with(form)).toList());
    }

    ObjectNode settings(Form form) {
        ObjectNode settings = Json.object();
        for (SettingField field : fields) {
            JsonNode value = field.read(form);
            if (!value.isMissingNode()) {
                settings.set(field.name(), value);
            }
        }
        return settings;
    }

    Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("name", name);
        model.put("kind", kind);
        model.put("revision", revision);
        model.put("fields", fields);
        return model;
    }
}
