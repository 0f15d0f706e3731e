package dev.keelson.core.common;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in the form {@code sha256:<64 hex digits>}. */
public final class Sha256 {

    private Sha256() {}

    public static String of(byte[] bytes) {
        return "sha256:" + HexFormat.of().formatHex(raw(bytes));
    }

    public static byte[] raw(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
