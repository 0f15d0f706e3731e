package dev.keelson.provider.google;

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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of one configured Gemini API, checked.
 *
 * @param root the address up to and with the version, without a slash at its end
 */
record GoogleSettings(String root, ApiKey apiKey, List<ModelInfo> models) {
    private static final String DEFAULT_BASE_URL = "https://generativelanguage.googleapis.com";
    private static final String DEFAULT_VERSION = "v1beta";
    private static final List<ModelInfo> DEFAULT_MODELS = Stream.of(
                    "gemini-4-argon",
                    "gemini-4-carbon",
                    "gemini-3.8-flash",
                    "gemini-3.5-flash-lite",
                    "gemini-3.1-flash-lite")
            .map(id -> ModelInfo.of(id, ""))
            .toList();
    private static final Pattern VERSION = Pattern.compile("v[0-9][a-z0-9]{0,15}");
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final String MODELS = "models/";
    private static final String TUNED_MODELS = "tunedModels/";

    static List<ConfigKey> keys() {
        return List.of(
                ConfigKey.required("apiKey", ConfigKey.Type.SECRET, "Key of the Gemini API; sent as x-goog-api-key."),
                ConfigKey.withDefault(
                        "baseUrl", ConfigKey.Type.URL, DEFAULT_BASE_URL, "Address of the API without its version."),
                ConfigKey.withDefault(
                        "apiVersion",
                        ConfigKey.Type.STRING,
                        DEFAULT_VERSION,
                        "Version in the path: v1beta, which has every field, or v1."),
                ConfigKey.optional(
                        "models",
                        ConfigKey.Type.JSON,
                        "Models to offer: ids, or {id, description}. Default: the current Gemini models."));
    }

    static GoogleSettings of(PluginConfig config) {
        String base = baseUrl(config.string("baseUrl").orElse(DEFAULT_BASE_URL));
        return new GoogleSettings(
                base + "/" + version(config.string("apiVersion").orElse(DEFAULT_VERSION)),
                apiKey(config.string("apiKey").orElse("")),
                config.json("models").map(ModelList::read).orElse(DEFAULT_MODELS));
    }

    URI generateUri(String model) {
        return URI.create(root + "/" + resource(model) + ":generateContent");
    }

    URI streamUri(String model) {
        return URI.create(root + "/" + resource(model) + ":streamGenerateContent?alt=sse");
    }

    URI modelsUri() {
        return URI.create(root + "/models?pageSize=1000");
    }

    /** The id without the name of its collection. */
    static String modelId(String model) {
        return model.startsWith(MODELS) ? model.substring(MODELS.length()) : model;
    }

    /** The model's name in the path. Anything but a plain id could make it another address. */
    private static String resource(String model) {
        boolean tuned = model.startsWith(TUNED_MODELS);
        String id = tuned ? model.substring(TUNED_MODELS.length()) : modelId(model);
        if (!MODEL.matcher(id).matches()) {
            throw new PluginException(
                    ErrorType.INVALID_REQUEST,
                    "model: \"" + model + "\" (expected: letters, digits, dots, hyphens and underscores)");
        }
        return (tuned ? TUNED_MODELS : MODELS) + id;
    }

    private static ApiKey apiKey(String value) {
        if (value.isEmpty()) {
            throw new PluginException(ErrorType.CONFIG, "apiKey: missing");
        }
        return new ApiKey(value);
    }

    private static String version(String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new PluginException(
                    ErrorType.CONFIG, "apiVersion: \"" + version + "\" (expected: v1, v1beta or the like)");
        }
        return version;
    }

    /** Credentials, query and fragment are refused: they would end up in logs, or in front of the appended path. */
    private static String baseUrl(String text) {
        URI base = parse(text);
        boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
        if (!http || base.getHost() == null) {
            throw new PluginException(ErrorType.CONFIG, "baseUrl: not an absolute http or https URL");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new PluginException(ErrorType.CONFIG, "baseUrl: has user info, a query or a fragment");
        }
        int end = text.length();
        while (text.charAt(end - 1) == '/') {
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
