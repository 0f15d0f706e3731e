package dev.keelson.storage.embedded;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The user and password of one start of the store. Made anew each time and never written anywhere: whoever has the
 * connection string got it from this process.
 */
final class StoreCredential {
    /** The least that SCRAM allows. The password is random, so more iterations would protect nothing. */
    static final int ITERATIONS = 4_096;

    private static final String USER = "keelson";
    private static final int PASSWORD_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;

    private final String password;
    private final String salt;
    private final byte[] clientKey;
    private final byte[] serverKey;

    StoreCredential(SecureRandom random) {
        this.password = HexFormat.of().formatHex(bytes(random, PASSWORD_BYTES));
        byte[] saltBytes = bytes(random, SALT_BYTES);
        this.salt = Base64.getEncoder().encodeToString(saltBytes);
        byte[] salted = saltedPassword(password, saltBytes);
        this.clientKey = hmac(salted, "Client Key");
        this.serverKey = hmac(salted, "Server Key");
    }

    String user() {
        return USER;
    }

    String password() {
        return password;
    }

    String salt() {
        return salt;
    }

    byte[] clientKey() {
        return clientKey.clone();
    }

    byte[] serverKey() {
        return serverKey.clone();
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "StoreCredential[***]";
    }

    private static byte[] saltedPassword(String password, byte[] salt) {
        try {
            var spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, KEY_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2WithHmacSHA256 is part of every JDK", e);
        }
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
