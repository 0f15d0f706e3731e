package dev.keelson.core.webhook;

import java.util.regex.Pattern;

/** Brings a receiver's answer into a form that may be kept and shown: short, printable, without what looks secret. */
final class AnswerExcerpt {
    static final int MAX_LENGTH = 1_024;
    private static final String MASK = "***";
    private static final Pattern SECRETS = Pattern.compile(
            "(?i)whsec_[A-Za-z0-9+/=_-]+|\\bv1a?,[A-Za-z0-9+/=]{16,}|\\b(?:bearer|basic)\\s+[^\\s\"',;]+");

    private static final Pattern NAMED_SECRETS = Pattern.compile(
            "(?i)((?:authorization|api[-_]?key|token|secret|password|cookie)[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?)[^\\s\"',;&}]+");

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]|\\p{Cf}");

    private AnswerExcerpt() {}

    static String of(String start) {
        String shown = CONTROLS.matcher(start).replaceAll(" ");
        String masked = SECRETS.matcher(shown).replaceAll(MASK);
        String clean = NAMED_SECRETS.matcher(masked).replaceAll("$1" + MASK);
        if (clean.length() <= MAX_LENGTH) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return clean.substring(0, end);
    }
}
