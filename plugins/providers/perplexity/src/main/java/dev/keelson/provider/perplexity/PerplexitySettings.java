package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.provider.support.ApiKey;
import dev.keelson.provider.support.ModelList;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** The settings of one configured account, checked. */
record PerplexitySettings(URI agentUri, ApiKey apiKey, List<ModelInfo> models) {
    private static final String DEFAULT_BASE_URL = "https://api.perplexity.ai";
    private static final String AGENT_PATH = "/v1/agent";
    private static final String MODELS = "Models to offer: ids, or {id, description}. A preset goes by its name (fast, "
            + "low, medium, high, xhigh), a model by provider/name. Default: perplexity/sonar and the presets.";

    static List<ConfigKey> keys() {
        return List.of(
                ConfigKey.required("apiKey", ConfigKey.Type.SECRET, "API key of Perplexity; sent as a bearer token."),
                ConfigKey.withDefault(
                        "baseUrl",
                        ConfigKey.Type.URL,
                        DEFAULT_BASE_URL,
                        "Address of the API without its version; " + AGENT_PATH + " is appended."),
                ConfigKey.optional("models", ConfigKey.Type.JSON, MODELS));
    }

    static PerplexitySettings of(PluginConfig config) {
        return new PerplexitySettings(
                agentUri(config.string("baseUrl").orElse(DEFAULT_BASE_URL)),
                apiKey(config.requireString("apiKey")),
                config.json("models").map(PerplexitySettings::models).orElseGet(ModelNames::offered));
    }

    private static ApiKey apiKey(String text) {
        var key = new ApiKey(text);
        if (!key.isPresent()) {
            throw new PluginException(ErrorType.CONFIG, "apiKey: empty");
        }
        return key;
    }

    private static List<ModelInfo> models(Object value) {
        List<ModelInfo> models = ModelList.read(value);
        for (ModelInfo model : models) {
            ModelNames.retirement(model.id()).ifPresent(advice -> {
                throw new PluginException(ErrorType.CONFIG, "models: " + advice);
            });
        }
        return models;
    }

    /** Credentials, query and fragment are refused: they would end up in logs, or in front of the appended path. */
    private static URI agentUri(String baseUrl) {
        URI base = parse(baseUrl);
        boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
        if (!http || base.getHost() == null) {
            throw new PluginException(ErrorType.CONFIG, "baseUrl: not an absolute http or https URL");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new PluginException(ErrorType.CONFIG, "baseUrl: has user info, a query or a fragment");
        }
        return parse(withoutTrailingSlashes(baseUrl) + AGENT_PATH);
    }

    private static String withoutTrailingSlashes(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw new PluginException(ErrorType.CONFIG, "baseUrl: not a URL");
        }
    }
}
