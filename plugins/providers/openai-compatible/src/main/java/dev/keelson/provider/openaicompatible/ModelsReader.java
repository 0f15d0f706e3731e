package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.provider.support.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the list of models that an upstream gives. */
final class ModelsReader {
    private static final int MAX_MODELS = 10_000;

    private ModelsReader() {}

    /** Throws {@link PluginException} when the answer is no list of models. */
    static List<ModelInfo> read(JsonFields answer) {
        if (!(answer.map().get("data") instanceof List<?>)) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has no list of models");
        }
        Map<String, ModelInfo> byId = new LinkedHashMap<>();
        for (JsonFields model : answer.objects("data")) {
            String id = model.text("id").orElse("");
            if (!id.isBlank() && byId.size() < MAX_MODELS) {
                byId.putIfAbsent(id, ModelInfo.of(id, model.text("name").orElse("")));
            }
        }
        return List.copyOf(byId.values());
    }
}
