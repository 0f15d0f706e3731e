package dev.keelson.egress;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings host names into the one form that rules compare: ASCII, lower case, no oddities. */
final class HostNames {
    private static final int MAX_LENGTH = 253;
    // The underscore is no host name by the letter, but container networks use it.
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    // Resolvers read a name whose last label is a number as an IPv4 address: 2130706433, 0x7f.1, 0177.0.0.1.
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");

    private HostNames() {}

    /** Throws {@link IllegalArgumentException} for everything that is no plain name, addresses included. */
    static String ascii(String host) {
        String name = withoutUnicode(host).toLowerCase(Locale.ROOT);
        if (name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a host name");
        }
        if (NUMBER.matcher(name).matches()) {
            throw new IllegalArgumentException("an address in an odd spelling");
        }
        return name;
    }

    private static String withoutUnicode(String host) {
        try {
            return IDN.toASCII(host, 0);
        } catch (IllegalArgumentException e) {
            // The JDK's message repeats the text.
            throw new IllegalArgumentException("not a host name", e);
        }
    }
}
