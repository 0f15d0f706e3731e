package dev.keelson.core.access;

import dev.keelson.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 with the server's pepper: what is stored of a key's secret. High-entropy secrets need no slow hash. */
public final class SecretDigest {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec pepper;

    /** {@code pepper}: at least 32 characters; all nodes that share a store need the same. */
    public SecretDigest(Secret pepper) {
        this.pepper = new SecretKeySpec(pepper.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** 64 hex digits. */
    String of(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(pepper);
            return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /** In constant time. */
    boolean matches(String digest, String secret) {
        return MessageDigest.isEqual(
                digest.getBytes(StandardCharsets.US_ASCII), of(secret).getBytes(StandardCharsets.US_ASCII));
    }
}
