package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ConfigKey;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginConfig;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ModelInfo;
import dev.keelson.provider.support.ApiKey;
import dev.keelson.provider.support.ModelList;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of one configured upstream, checked. */
record UpstreamSettings(String baseUrl, ApiKey apiKey, List<ModelInfo> models, UpstreamTraits traits) {
    private static final Set<String> MAX_TOKENS_FIELDS = Set.of(Preset.MAX_TOKENS, "max_completion_tokens");
    private static final String OF_THE_PRESET = " Default: what the preset says.";
    private static final String BASE_URL = "Address of the API up to and with its version, such as "
            + "http://127.0.0.1:11434/v1; /chat/completions and /models are appended.";
    private static final String MAX_TOKENS_FIELD =
            "Field that limits the output: max_tokens or max_completion_tokens." + OF_THE_PRESET;

    static List<ConfigKey> keys() {
        return Stream.concat(mainKeys().stream(), traitKeys().stream()).toList();
    }

    static UpstreamSettings of(PluginConfig config) {
        return new UpstreamSettings(
                checkedUrl(config.requireString("baseUrl")),
                new ApiKey(config.string("apiKey").orElse("")),
                config.json("models").map(ModelList::read).orElse(List.of()),
                traits(config));
    }

    URI chatUri() {
        return parse(baseUrl + "/chat/completions");
    }

    URI modelsUri() {
        return parse(baseUrl + "/models");
    }

    private static List<ConfigKey> mainKeys() {
        return List.of(
                ConfigKey.required("baseUrl", ConfigKey.Type.URL, BASE_URL),
                ConfigKey.optional(
                        "apiKey", ConfigKey.Type.SECRET, "Sent as a bearer token. Leave out when not needed."),
                ConfigKey.withDefault(
                        "preset", ConfigKey.Type.STRING, "openai-like", "One of " + Preset.labels() + "."),
                ConfigKey.optional("models", ConfigKey.Type.JSON, "Models to offer: ids, or {id, description}."));
    }

    private static List<ConfigKey> traitKeys() {
        ConfigKey maxTokens = ConfigKey.optional("maxTokensField", ConfigKey.Type.STRING, MAX_TOKENS_FIELD);
        Stream<ConfigKey> flags = Arrays.stream(Trait.values())
                .map(trait -> ConfigKey.optional(
                        trait.setting(), ConfigKey.Type.BOOLEAN, trait.description() + OF_THE_PRESET));
        return Stream.concat(Stream.of(maxTokens), flags).toList();
    }

    private static UpstreamTraits traits(PluginConfig config) {
        UpstreamTraits preset =
                Preset.of(config.string("preset").orElse("openai-like")).traits();
        Set<Trait> all = Arrays.stream(Trait.values())
                .filter(trait -> config.bool(trait.setting()).orElse(preset.has(trait)))
                .collect(Collectors.toSet());
        return new UpstreamTraits(maxTokensField(config.string("maxTokensField").orElse(preset.maxTokensField())), all);
    }

    private static String maxTokensField(String name) {
        if (!MAX_TOKENS_FIELDS.contains(name)) {
            throw new PluginException(
                    ErrorType.CONFIG, "maxTokensField: \"" + name + "\" (expected: one of " + MAX_TOKENS_FIELDS + ")");
        }
        return name;
    }

    /** Credentials, query and fragment are refused: they would end up in logs, or in front of the appended path. */
    private static String checkedUrl(String baseUrl) {
        URI base = parse(baseUrl);
        boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
        if (!http || base.getHost() == null) {
            throw new PluginException(ErrorType.CONFIG, "baseUrl: not an absolute http or https URL");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new PluginException(ErrorType.CONFIG, "baseUrl: has user info, a query or a fragment");
        }
        return withoutTrailingSlashes(baseUrl);
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
