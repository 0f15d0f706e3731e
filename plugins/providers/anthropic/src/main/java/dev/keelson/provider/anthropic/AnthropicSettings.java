package dev.keelson.provider.anthropic;

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

/**
 * The settings of one configured account, checked.
 *
 * @param base address in front of {@code /v1}, without a slash at its end
 * @param version the API version, a date
 */
record AnthropicSettings(String base, ApiKey apiKey, String version, List<ModelInfo> models) {
    private static final String BASE_URL = "https://api.anthropic.com";
    private static final String VERSION = "2026-10-21";
    /** From this version on, the API has no temperature, top_p and top_k. */
    private static final String WITHOUT_SAMPLING = "2026-10-21";

    private static final List<ModelInfo> MODELS = List.of(
            ModelInfo.of("claude-fable-5-2", "Reasoning; 1,000,000 tokens of context"),
            ModelInfo.of("claude-opus-5-5", "Reasoning; 1,000,000 tokens of context"),
            ModelInfo.of("claude-sonnet-5-5", "General; 1,000,000 tokens of context"),
            ModelInfo.of("claude-haiku-5-5", "Fast; 1,000,000 tokens of context"));

    static List<ConfigKey> keys() {
        return List.of(
                ConfigKey.required("apiKey", ConfigKey.Type.SECRET, "Sent as a bearer token."),
                ConfigKey.withDefault(
                        "baseUrl",
                        ConfigKey.Type.URL,
                        BASE_URL,
                        "Address of the API without its version; /v1/messages is appended."),
                ConfigKey.withDefault(
                        "version",
                        ConfigKey.Type.STRING,
                        VERSION,
                        "API version, sent as anthropic-version. Before " + WITHOUT_SAMPLING
                                + " older models take temperature and top_p."),
                ConfigKey.optional(
                        "models",
                        ConfigKey.Type.JSON,
                        "Models to offer: ids, or {id, description}. Default: the current models."));
    }

    static AnthropicSettings of(PluginConfig config) {
        return new AnthropicSettings(
                base(config.string("baseUrl").orElse(BASE_URL)),
                apiKey(config.requireString("apiKey")),
                version(config.string("version").orElse(VERSION)),
                config.json("models").map(ModelList::read).orElse(MODELS));
    }

    URI messagesUri() {
        return URI.create(base + "/v1/messages");
    }

    /** One page is enough: it holds up to 1,000 models. */
    URI modelsUri() {
        return URI.create(base + "/v1/models?limit=1000");
    }

    /** Whether the API version still knows temperature and top_p; dates compare as text. */
    boolean servesSampling() {
        return version.compareTo(WITHOUT_SAMPLING) < 0;
    }

    private static ApiKey apiKey(String value) {
        if (value.isBlank()) {
            throw new PluginException(ErrorType.CONFIG, "apiKey: empty");
        }
        return new ApiKey(value);
    }

    private static String version(String value) {
        if (!value.matches("\\d{4}-\\d{2}-\\d{2}")) {
            throw new PluginException(
                    ErrorType.CONFIG, "version: \"" + value + "\" (expected: a date such as " + VERSION + ")");
        }
        return value;
    }

    /** Credentials, query and fragment are refused: they would end up in logs, or in front of the appended path. */
    private static String base(String baseUrl) {
        URI base = parse(baseUrl);
        boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
        if (!http || base.getHost() == null) {
            throw new PluginException(ErrorType.CONFIG, "baseUrl: not an absolute http or https URL");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new PluginException(ErrorType.CONFIG, "baseUrl: has user info, a query or a fragment");
        }
        int end = baseUrl.length();
        while (baseUrl.charAt(end - 1) == '/') {
            end--;
        }
        return baseUrl.substring(0, end);
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw new PluginException(ErrorType.CONFIG, "baseUrl: not a URL");
        }
    }
}
