package dev.keelson.core.webhook;

import dev.keelson.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs deliveries as Standard Webhooks 1.0 says, and makes the secrets for it. Safe for concurrent use. */
public final class WebhookSigner {
    private static final String PREFIX = "whsec_";
    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private WebhookSigner() {}

    /** A new secret: {@code whsec_} and the base64 of 32 random bytes. */
    public static Secret newSecret(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Secret.of(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /** The value of {@code webhook-signature}: one signature for each secret, separated by spaces. */
    public static String signatures(String messageId, Instant timestamp, String body, List<Secret> secrets) {
        String signed = messageId + "." + timestamp.getEpochSecond() + "." + body;
        return secrets.stream().map(secret -> signature(signed, secret)).collect(Collectors.joining(" "));
    }

    private static String signature(String signed, Secret secret) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key(secret), MAC));
            byte[] digest = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static byte[] key(Secret secret) {
        String text = secret.reveal();
        return Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
    }
}
