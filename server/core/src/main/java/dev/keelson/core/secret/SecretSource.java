package dev.keelson.core.secret;

import java.util.Optional;

/** Looks up the secrets that an operator configured. Definitions hold {@code {"secret": "<name>"}}, never a value. */
public interface SecretSource {

    Optional<NamedSecret> find(String name);
}
