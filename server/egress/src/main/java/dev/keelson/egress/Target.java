package dev.keelson.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes, after strict reading of its URL.
 *
 * @param host ASCII, lower case; an IPv6 address in brackets
 * @param literal set when the host is an address
 * @param path path and query as sent
 */
record Target(boolean tls, String host, int port, @Nullable InetAddress literal, String path) {
    private static final int MAX_LENGTH = 2048;
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\[\\]]*]|[^\\[\\]:@]+)(?::([1-9]\\d{0,4}))?");

    /** Throws {@link IllegalArgumentException} that says what is wrong with the URL, without repeating it. */
    static Target parse(URI uri) {
        String text = uri.toString();
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("URL longer than " + MAX_LENGTH + " characters");
        }
        boolean tls = tls(uri);
        String authority = uri.getRawAuthority();
        if (authority == null || authority.indexOf('@') >= 0 || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("URL with user info or fragment, or without host");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw new IllegalArgumentException("malformed host or port");
        }
        return of(tls, parts, path(uri));
    }

    private static Target of(boolean tls, Matcher parts, String path) {
        String host = parts.group(1);
        int port = parts.group(2) == null ? (tls ? 443 : 80) : Integer.parseInt(parts.group(2));
        if (port > 65535) {
            throw new IllegalArgumentException("malformed host or port");
        }
        if (host.startsWith("[")) {
            InetAddress address = v6(host.substring(1, host.length() - 1));
            return new Target(tls, host.toLowerCase(Locale.ROOT), port, address, path);
        }
        Optional<InetAddress> v4 = IpLiterals.parse(host);
        if (v4.isPresent()) {
            return new Target(tls, host, port, v4.get(), path);
        }
        return new Target(tls, HostNames.ascii(host), port, null, path);
    }

    private static boolean tls(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("scheme other than https and http");
        }
        return scheme.equals("https");
    }

    private static InetAddress v6(String text) {
        // The JDK turns a mapped address into the IPv4 one; nobody needs to spell it that way.
        return IpLiterals.parse(text)
                .filter(address -> !(address instanceof Inet4Address))
                .orElseThrow(() -> new IllegalArgumentException("an address in an odd spelling"));
    }

    private static String path(URI uri) {
        URI ascii = isAscii(uri.toString()) ? uri : URI.create(uri.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** What pools and limits are kept for. */
    String origin() {
        return (tls ? "https://" : "http://") + host + ":" + port;
    }

    boolean sameOrigin(Target other) {
        return origin().equals(other.origin());
    }
}
