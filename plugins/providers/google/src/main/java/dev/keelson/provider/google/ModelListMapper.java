package dev.keelson.provider.google;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.provider.support.JsonFields;
import java.util.List;
import java.util.Optional;

/** Reads the list of models that the API offers. */
final class ModelListMapper {
    private static final String METHODS = "supportedGenerationMethods";

    private final AnswerMapper answers;

    ModelListMapper(AnswerMapper answers) {
        this.answers = answers;
    }

    List<ModelInfo> read(String body) {
        JsonFields list = answers.fields(body);
        if (list.value("models").isEmpty()) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has no list of models");
        }
        return list.objects("models").stream()
                .filter(ModelListMapper::generatesContent)
                .map(ModelListMapper::model)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Embedding and video models are in the same list; a list without methods says nothing about them. */
    private static boolean generatesContent(JsonFields model) {
        List<?> methods = model.list(METHODS);
        return methods.isEmpty() || methods.contains("generateContent");
    }

    private static Optional<ModelInfo> model(JsonFields model) {
        String description =
                model.text("description").or(() -> model.text("displayName")).orElse("");
        return model.text("name")
                .map(GoogleSettings::modelId)
                .filter(id -> !id.isBlank())
                .map(id -> ModelInfo.of(id, description));
    }
}
