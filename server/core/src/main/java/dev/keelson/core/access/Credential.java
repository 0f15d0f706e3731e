package dev.keelson.core.access;

import dev.keelson.core.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key as its holder has it: {@code ksk_<id, 10>_<secret, 43>_<checksum, 6>}, in base 62. The checksum (CRC-32) lets
 * typing errors and scanners be told from keys without a look-up.
 */
public record Credential(String id, String secret) {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern FORM =
            Pattern.compile("(?<body>ksk_(?<id>[0-9A-Za-z]{10})_(?<secret>[0-9A-Za-z]{43}))_(?<check>[0-9A-Za-z]{6})");
    private static final int ID_LENGTH = 10;
    private static final int SECRET_LENGTH = 43;
    private static final int CHECK_LENGTH = 6;

    /** {@code random} must be cryptographic: the secret has 256 bits. */
    static Credential create(RandomGenerator random) {
        return new Credential(text(random, ID_LENGTH), text(random, SECRET_LENGTH));
    }

    /** Empty when the text is no key or its checksum is wrong. */
    static Optional<Credential> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || !checksum(form.group("body")).equals(form.group("check"))) {
            return Optional.empty();
        }
        return Optional.of(new Credential(form.group("id"), form.group("secret")));
    }

    /** The key in the clear. */
    public String reveal() {
        String body = "ksk_" + id + "_" + secret;
        return body + "_" + checksum(body);
    }

    @Override
    public String toString() {
        return "ksk_" + id + "_***";
    }

    /** Key for a short memory of credentials: never the credential itself. */
    static String fingerprint(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        StringBuilder text = new StringBuilder(CHECK_LENGTH);
        for (int i = 0; i < CHECK_LENGTH; i++) {
            text.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
            rest /= ALPHABET.length();
        }
        return text.toString();
    }
}
