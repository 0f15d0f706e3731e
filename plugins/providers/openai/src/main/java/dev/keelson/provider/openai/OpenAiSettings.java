package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.provider.support.ApiKey;
import dev.keelson.provider.support.ModelList;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of one configured provider, checked.
 *
 * @param baseUrl without a slash at its end
 * @param scope headers that name the organization and project to bill
 */
record OpenAiSettings(String baseUrl, ApiKey apiKey, Map<String, String> scope, ApiChoice api, List<ModelInfo> models) {
    private static final String DEFAULT_URL = "https://api.openai.com/v1";
    private static final String API_KEY = "API key of an OpenAI project (platform.openai.com, API keys). It needs the "
            + "permissions to create responses and to list models.";
    private static final String BASE_URL = "Address of the API up to and with its version; change it for a proxy or a "
            + "data region. For other servers with this protocol use the provider openai-compatible.";
    private static final String ORGANIZATION =
            "Id of the organization to bill (org-...), for keys that belong to more than one.";
    private static final String PROJECT =
            "Id of the project to bill (proj_...), for keys that belong to more than one.";
    private static final String API = "auto, responses or chat. auto uses the Responses API, and Chat Completions only "
            + "for models that know nothing else. chat is for proxies without Responses: models from gpt-5.4 on then "
            + "can't both reason and use tools, encrypted reasoning is not kept, and there is no web search.";
    private static final String MODELS =
            "Models to offer: ids, or {id, description}. Default: the current models of OpenAI.";

    static List<ConfigKey> keys() {
        return List.of(
                ConfigKey.required("apiKey", ConfigKey.Type.SECRET, API_KEY),
                ConfigKey.withDefault("baseUrl", ConfigKey.Type.URL, DEFAULT_URL, BASE_URL),
                ConfigKey.optional("organization", ConfigKey.Type.STRING, ORGANIZATION),
                ConfigKey.optional("project", ConfigKey.Type.STRING, PROJECT),
                ConfigKey.withDefault("api", ConfigKey.Type.STRING, ApiChoice.AUTO.label(), API),
                ConfigKey.optional("models", ConfigKey.Type.JSON, MODELS));
    }

    static OpenAiSettings of(PluginConfig config) {
        Map<String, String> scope = new LinkedHashMap<>();
        config.string("organization")
                .ifPresent(id -> scope.put("OpenAI-Organization", headerValue("organization", id)));
        config.string("project").ifPresent(id -> scope.put("OpenAI-Project", headerValue("project", id)));
        return new OpenAiSettings(
                baseUrl(config.string("baseUrl").orElse(DEFAULT_URL)),
                apiKey(config.requireString("apiKey")),
                Map.copyOf(scope),
                ApiChoice.of(config.string("api").orElse(ApiChoice.AUTO.label())),
                config.json("models").map(ModelList::read).orElse(DefaultModels.ALL));
    }

    /** {@code path}: with a slash at its start. */
    URI uri(String path) {
        return parse(baseUrl + path);
    }

    private static ApiKey apiKey(String value) {
        var key = new ApiKey(value);
        if (!key.isPresent()) {
            throw new PluginException(ErrorType.CONFIG, "apiKey: empty");
        }
        return key;
    }

    private static String headerValue(String name, String value) {
        if (!value.matches("[!-~]{1,200}")) {
            throw new PluginException(ErrorType.CONFIG, name + ": has blanks or characters that a header can't carry");
        }
        return value;
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
