package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.provider.support.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the list of models that an account may use. */
final class ModelsAnswer {
    private ModelsAnswer() {}

    static List<ModelInfo> read(JsonFields answer) {
        if (!(answer.map().get("data") instanceof List<?>)) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has no list of models");
        }
        Map<String, ModelInfo> models = new LinkedHashMap<>();
        for (JsonFields model : answer.objects("data")) {
            String description = model.text("display_name").orElse("");
            model.text("id")
                    .filter(id -> !id.isBlank())
                    .ifPresent(id -> models.putIfAbsent(id, ModelInfo.of(id, description)));
        }
        return List.copyOf(models.values());
    }
}
