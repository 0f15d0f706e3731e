package dev.keelson.core.secret;

import java.util.Objects;

/**
 * A secret under a data key of its own, which a master key wraps. Everything is base64url; nothing of it tells the value.
 *
 * @param keyId names the master key that the data key is wrapped with
 * @param wrappedKey nonce and ciphertext of the data key
 * @param sealedValue nonce and ciphertext of the value
 */
public record SealedSecret(String keyId, String wrappedKey, String sealedValue) {

    public SealedSecret {
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(wrappedKey, "wrappedKey");
        Objects.requireNonNull(sealedValue, "sealedValue");
    }

    /** The ciphertext is of no use to a reader of logs. */
    @Override
    public String toString() {
        return "SealedSecret[keyId=" + keyId + "]";
    }
}
