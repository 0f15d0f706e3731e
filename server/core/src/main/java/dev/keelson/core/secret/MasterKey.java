package dev.keelson.core.secret;

import dev.keelson.core.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key that wraps the data keys of stored secrets. All nodes that share a store need the same one. */
public final class MasterKey {
    public static final int MIN_LENGTH = 32;
    private static final int ID_BYTES = 8;

    private final String id;
    private final SecretKey key;

    private MasterKey(String id, SecretKey key) {
        this.id = id;
        this.key = key;
    }

    /**
     * {@code text}: at least {@value #MIN_LENGTH} characters that nobody can guess, such as 64 random hex digits. Key and id
     * are digests of it under different names, so that the id, which is stored, tells nothing about the key.
     */
    public static MasterKey of(Secret text) {
        if (text.reveal().length() < MIN_LENGTH) {
            throw new IllegalArgumentException("master key: shorter than " + MIN_LENGTH + " characters");
        }
        byte[] id = Arrays.copyOf(digest("keelson/master-key-id/", text), ID_BYTES);
        return new MasterKey(
                HexFormat.of().formatHex(id), new SecretKeySpec(digest("keelson/master-key/", text), "AES"));
    }

    /** 16 hex digits. */
    public String id() {
        return id;
    }

    SecretKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }

    private static byte[] digest(String purpose, Secret text) {
        return Sha256.raw((purpose + text.reveal()).getBytes(StandardCharsets.UTF_8));
    }
}
