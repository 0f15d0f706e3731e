package dev.keelson.app;

import dev.keelson.core.secret.NamedSecret;
import dev.keelson.core.secret.SecretSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The secrets of the server's configuration. */
final class ConfiguredSecrets implements SecretSource {
    private final Map<String, NamedSecret> byName;

    ConfiguredSecrets(List<NamedSecret> secrets) {
        byName = secrets.stream().collect(Collectors.toUnmodifiableMap(NamedSecret::name, Function.identity()));
    }

    @Override
    public Optional<NamedSecret> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
