package dev.keelson.core.spec;

import dev.keelson.core.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names rules by their words, so that a rule keeps its id when it moves or its white space changes. */
final class RuleIds {
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final int DIGEST_BYTES = 4;

    private RuleIds() {}

    static String of(String text) {
        return "r-" + digest(text);
    }

    /** 8 hex digits of the folded words. */
    static String digest(String text) {
        String words = Normalizer.normalize(fold(text), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        byte[] digest = Sha256.raw(words.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    }

    /** The text on one line: each run of white space is one space, none at the ends. */
    static String fold(String text) {
        return WHITE_SPACE.matcher(text).replaceAll(" ").strip();
    }
}
