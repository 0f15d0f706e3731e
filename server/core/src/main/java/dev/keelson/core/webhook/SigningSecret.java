package dev.keelson.core.webhook;

import dev.keelson.core.secret.SealedSecret;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A secret that a webhook's deliveries are signed with, as it is stored.
 *
 * @param validUntil when it stops signing; null for the current one
 */
public record SigningSecret(
        SealedSecret sealed, Instant createdAt, @Nullable Instant validUntil) {

    public SigningSecret {
        Objects.requireNonNull(sealed, "sealed");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    boolean signsAt(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }
}
