package dev.keelson.core.providerconfig;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.error.Violation;
import dev.keelson.plugin.api.ConfigKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One kind, {@code cloud}, with a default address, an optional secret and a size. */
public final class FakeProviderKinds implements ProviderKinds {
    public static final String DEFAULT_ORIGIN = "https://api.cloud.example:443";
    private static final ProviderKind CLOUD = new ProviderKind(
            "cloud",
            "cloud",
            List.of(
                    ConfigKey.withDefault(
                            "baseUrl", ConfigKey.Type.URL, "https://api.cloud.example/v1", "Where it is."),
                    ConfigKey.optional("apiKey", ConfigKey.Type.SECRET, "The key."),
                    ConfigKey.optional("size", ConfigKey.Type.INTEGER, "How large."),
                    ConfigKey.optional("organization", ConfigKey.Type.STRING, "Whose <b>account</b>.")));

    @Override
    public List<ProviderKind> kinds() {
        return List.of(CLOUD);
    }

    @Override
    public CheckedSettings check(String kind, JsonNode settings) {
        List<Violation> violations = new ArrayList<>();
        settings.properties().forEach(entry -> {
            boolean known = CLOUD.keys().stream().anyMatch(key -> key.name().equals(entry.getKey()));
            if (!known) {
                violations.add(Violation.at("/" + entry.getKey(), "unknown", "unknown setting"));
            }
        });
        if (settings.has("size") && !settings.get("size").isIntegralNumber()) {
            violations.add(Violation.at("/size", "type", "expected: an integer"));
        }
        if (settings.path("apiKey").has("env")) {
            violations.add(Violation.at("/apiKey", "secret", "expected: {\"secret\": \"<name>\"}"));
        }
        return new CheckedSettings(violations, List.of(origin(settings)));
    }

    private static String origin(JsonNode settings) {
        if (!settings.has("baseUrl")) {
            return DEFAULT_ORIGIN;
        }
        URI uri = URI.create(settings.get("baseUrl").asText());
        int port = uri.getPort() < 0 ? (uri.getScheme().equals("https") ? 443 : 80) : uri.getPort();
        return (uri.getScheme() + "://" + uri.getHost() + ":" + port).toLowerCase(Locale.ROOT);
    }
}
