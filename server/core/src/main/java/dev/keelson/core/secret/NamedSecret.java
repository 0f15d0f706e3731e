package dev.keelson.core.secret;

import java.util.Objects;

/**
 * A secret that an operator gave a name, bound to the one origin it may be sent to.
 *
 * @param origin scheme, host and port, such as {@code https://crm.example.com:443}
 */
public record NamedSecret(String name, Secret value, String origin) {

    public NamedSecret {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(origin, "origin");
    }
}
