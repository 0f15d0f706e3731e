package dev.keelson.provider.support;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ModelInfo;
import java.util.List;

/** Reads the setting {@code models}. */
public final class ModelList {
    private ModelList() {}

    public static List<ModelInfo> read(Object value) {
        if (!(value instanceof List<?> list)) {
            throw broken();
        }
        List<ModelInfo> models = list.stream().map(ModelList::model).toList();
        if (models.stream().map(ModelInfo::id).distinct().count() < models.size()) {
            throw new PluginException(ErrorType.CONFIG, "models: an id comes twice");
        }
        return models;
    }

    private static ModelInfo model(Object entry) {
        if (entry instanceof String id && !id.isBlank()) {
            return ModelInfo.of(id, "");
        }
        return JsonFields.of(entry)
                .flatMap(fields -> fields.text("id")
                        .filter(id -> !id.isBlank())
                        .map(id -> ModelInfo.of(id, fields.text("description").orElse(""))))
                .orElseThrow(ModelList::broken);
    }

    private static PluginException broken() {
        return new PluginException(
                ErrorType.CONFIG, "models: not a list of ids, or of objects with id and perhaps description");
    }
}
