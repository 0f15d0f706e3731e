package dev.keelson.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keelson.app.ServerConfig.ProviderConfig;
import dev.keelson.app.ServerConfig.WhenStoreIsAway;
import dev.keelson.core.agent.ModelPolicy;
import dev.keelson.core.agent.ModelPolicy.Target;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.error.Violation;
import dev.keelson.core.secret.MasterKey;
import dev.keelson.core.secret.NamedSecret;
import dev.keelson.core.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the server's configuration of options, environment and file, in that order of precedence. */
final class ConfigLoader {
    private static final CompiledSchema SCHEMA = loadSchema();
    private static final int MIN_ADMIN_KEY_LENGTH = 20;
    private static final int MIN_KEY_LENGTH = MasterKey.MIN_LENGTH;

    private final Map<String, String> environment;
    private final Path home;
    private final List<String> problems = new ArrayList<>();

    /** {@code home}: directory of the distribution, which holds {@code plugins/}. */
    ConfigLoader(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /** Throws {@link ConfigException} with every problem. */
    ServerConfig load(StartOptions options) {
        JsonNode file = readFile(options.config);
        for (Violation violation : SCHEMA.validate(file)) {
            problems.add(violation.pointer() + ": " + violation.message());
        }
        requireSound();
        ServerConfig config = merge(options, file);
        requireSound();
        return config;
    }

    private ServerConfig merge(StartOptions options, JsonNode file) {
        Path data = first(options.data, path(file, "data"), Path.of(System.getProperty("user.home"), ".keelson"));
        return new ServerConfig(
                first(options.host, text(file, "host"), "127.0.0.1"),
                first(options.port, number(file, "port"), 8080),
                data.toAbsolutePath().normalize(),
                mongoUri(first(options.mongoUri, text(file, "mongoUri"), "")),
                first(null, text(file, "database"), "keelson"),
                first(options.plugins, path(file, "plugins"), home.resolve("plugins")),
                first(null, number(file, "maxInFlight"), 1_000),
                adminKey(),
                key(file, "keyPepper"),
                key(file, "masterKey"),
                key(file, "previousMasterKey"),
                defaultModels(file),
                providers(file),
                path(file, "modelCatalog"),
                secrets(file),
                allowList(file, "tools"),
                allowList(file, "providers"),
                allowList(file, "webhooks"),
                whenStoreIsAway(file),
                ResilienceSettings.read(file, problems));
    }

    private static WhenStoreIsAway whenStoreIsAway(JsonNode file) {
        return "refuse".equals(text(file, "whenStoreIsAway")) ? WhenStoreIsAway.REFUSE : WhenStoreIsAway.SPOOL;
    }

    private static @Nullable Secret mongoUri(String uri) {
        return uri.isEmpty() ? null : Secret.of(uri);
    }

    private @Nullable Secret adminKey() {
        String key = environment.getOrDefault("KEELSON_ADMIN_KEY", "");
        if (key.isEmpty()) {
            return null;
        }
        if (key.length() < MIN_ADMIN_KEY_LENGTH) {
            problems.add("KEELSON_ADMIN_KEY has " + key.length() + " characters (expected: at least "
                    + MIN_ADMIN_KEY_LENGTH + ")");
        }
        return Secret.of(key);
    }

    private @Nullable Secret key(JsonNode file, String name) {
        if (!file.has(name)) {
            return null;
        }
        Optional<Secret> key = secret("/" + name, file.get(name));
        key.filter(value -> value.reveal().length() < MIN_KEY_LENGTH)
                .ifPresent(tooShort -> problems.add("/" + name + ": shorter than " + MIN_KEY_LENGTH + " characters"));
        return key.orElse(null);
    }

    private static ModelPolicy defaultModels(JsonNode file) {
        List<Target> targets = new ArrayList<>();
        for (JsonNode target : file.path("defaultModels")) {
            targets.add(new Target(
                    target.get("provider").asText(), target.get("model").asText()));
        }
        if (targets.isEmpty()) {
            targets.add(new Target("local", "all-minilm-l6-v2"));
        }
        return new ModelPolicy(targets, null, null);
    }

    private Map<String, ProviderConfig> providers(JsonNode file) {
        Map<String, ProviderConfig> providers = new LinkedHashMap<>();
        providers.put("local", new ProviderConfig("local", Json.object(), Set.of()));
        file.path("providers")
                .properties()
                .forEach(entry -> providers.put(
                        entry.getKey(),
                        new ProviderConfig(
                                entry.getValue().get("kind").asText(),
                                withSecrets(
                                        "/providers/" + entry.getKey() + "/settings",
                                        entry.getValue().path("settings")),
                                filledIn(entry.getValue().path("settings")))));
        return providers;
    }

    /** A setting of the form {@code {env: NAME}} or {@code {file: PATH}} is replaced by the value it names. */
    private JsonNode withSecrets(String pointer, JsonNode settings) {
        ObjectNode filled = Json.object();
        settings.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (isReference(value)) {
                secret(pointer + "/" + entry.getKey(), value)
                        .ifPresent(found -> filled.put(entry.getKey(), found.reveal()));
            } else {
                filled.set(entry.getKey(), value);
            }
        });
        return filled;
    }

    private static Set<String> filledIn(JsonNode settings) {
        return settings.properties().stream()
                .filter(entry -> isReference(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isReference(JsonNode value) {
        return value.isObject() && value.size() == 1 && (value.has("env") || value.has("file"));
    }

    private List<NamedSecret> secrets(JsonNode file) {
        List<NamedSecret> secrets = new ArrayList<>();
        file.path("secrets")
                .properties()
                .forEach(entry -> secret(
                                "/secrets/" + entry.getKey() + "/value",
                                entry.getValue().get("value"))
                        .ifPresent(value -> secrets.add(new NamedSecret(
                                entry.getKey(),
                                value,
                                entry.getValue().get("origin").asText()))));
        return secrets;
    }

    private Optional<Secret> secret(String pointer, JsonNode source) {
        if (source.has("env")) {
            String name = source.get("env").asText();
            String value = environment.get(name);
            if (value == null || value.isBlank()) {
                problems.add(pointer + ": environment variable " + name + " is not set");
                return Optional.empty();
            }
            return Optional.of(Secret.of(value));
        }
        Path file = Path.of(source.get("file").asText());
        try {
            return Optional.of(Secret.of(Files.readString(file).strip()));
        } catch (IOException unreadable) {
            problems.add(pointer + ": can't read " + file);
            return Optional.empty();
        }
    }

    private static List<String> allowList(JsonNode file, String surface) {
        List<String> allowed = new ArrayList<>();
        file.path("egress").path(surface).path("allow").forEach(entry -> allowed.add(entry.asText()));
        return allowed;
    }

    private JsonNode readFile(@Nullable Path file) {
        if (file == null) {
            return Json.object();
        }
        try {
            JsonNode content = new YAMLMapper().readTree(Files.readString(file));
            return content.isMissingNode() || content.isNull() ? Json.object() : content;
        } catch (JsonProcessingException malformed) {
            problems.add(file + ": " + malformed.getOriginalMessage());
        } catch (IOException unreadable) {
            problems.add(file + ": can't be read");
        }
        return Json.object();
    }

    private void requireSound() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static <T> T first(@Nullable T given, @Nullable T inFile, T otherwise) {
        if (given != null) {
            return given;
        }
        return inFile == null ? otherwise : inFile;
    }

    private static @Nullable String text(JsonNode file, String key) {
        return file.has(key) ? file.get(key).asText() : null;
    }

    private static @Nullable Integer number(JsonNode file, String key) {
        return file.has(key) ? Integer.valueOf(file.get(key).asInt()) : null;
    }

    private static @Nullable Path path(JsonNode file, String key) {
        return file.has(key) ? Path.of(file.get(key).asText()) : null;
    }

    private static CompiledSchema loadSchema() {
        try (InputStream in = ConfigLoader.class.getResourceAsStream("server-config.schema.json")) {
            return CompiledSchema.of(Json.parse(
                    Objects.requireNonNull(in, "server-config.schema.json").readAllBytes()));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
