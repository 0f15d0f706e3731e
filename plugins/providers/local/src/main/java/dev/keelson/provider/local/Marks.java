package dev.keelson.provider.local;

import java.util.regex.Pattern;

/**
 * Writes addresses and numbers as the words for what they are, because an embedding model sees no phone number in
 * {@code 06 4417 2093}.
 */
final class Marks {
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{2,63}){1,4}");
    private static final Pattern WEB = Pattern.compile("\\bhttps?://\\S+|\\bwww\\.\\S+");
    private static final Pattern HANDLE = Pattern.compile("(?<!\\w)@\\w{3,32}");
    private static final Pattern PHONE = Pattern.compile("(?<![\\w.,-])(?:\\+|0)\\d(?:[ /()-]{0,2}\\d){6,14}(?!\\w)");

    private Marks() {}

    static String marked(String text) {
        String marked = WEB.matcher(text).replaceAll("web address");
        marked = EMAIL.matcher(marked).replaceAll("email address");
        marked = HANDLE.matcher(marked).replaceAll("messenger name");
        return PHONE.matcher(marked).replaceAll("phone number");
    }
}
