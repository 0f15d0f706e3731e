package dev.keelson.pluginhost;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scheme, host and port of an HTTP URL: the place that a secret is bound to. */
record Origin(String scheme, String host, int port) {
    /** Looks at the authority alone, so that a path may hold the placeholders of a tool. */
    private static final Pattern HEAD = Pattern.compile("(?i)(https?)://([^/?#\\\\]+)([/?#].*)?", Pattern.DOTALL);

    /** Empty when the text is no absolute HTTP URL, or when it carries a user name or password. */
    static Optional<Origin> of(String url) {
        Matcher matcher = HEAD.matcher(url);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return authority(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
    }

    private static Optional<Origin> authority(String scheme, String authority) {
        try {
            URI uri = URI.create(scheme + "://" + authority);
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getPort() > 65_535) {
                return Optional.empty();
            }
            int port = uri.getPort() < 0 ? defaultPort(scheme) : uri.getPort();
            return Optional.of(new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
