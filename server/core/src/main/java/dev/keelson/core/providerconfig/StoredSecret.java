package dev.keelson.core.providerconfig;

import dev.keelson.core.secret.SealedSecret;
import java.time.Instant;
import java.util.Objects;

/**
 * A provider's secret as it is stored.
 *
 * @param origin the one place that it may be sent to: scheme, host and port
 * @param updatedAt when it was entered
 */
public record StoredSecret(SealedSecret sealed, String origin, Instant updatedAt) {

    public StoredSecret {
        Objects.requireNonNull(sealed, "sealed");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }

    /** What a secret is bound to: it opens nowhere else. None of the parts can hold a line break. */
    static String binding(String provider, String setting, String origin) {
        return "keelson/provider\n" + provider + "\n" + setting + "\n" + origin;
    }
}
