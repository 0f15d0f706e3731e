package dev.keelson.core.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The address of a webhook.
 *
 * @param text as it was entered
 * @param origin scheme, host and port: what a signing secret belongs to
 */
public record WebhookUrl(String text, String origin) {
    private static final int MAX_LENGTH = 2_000;

    /** Throws {@link IllegalArgumentException} that says what is wrong, without repeating the text. */
    public static WebhookUrl parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("longer than " + MAX_LENGTH + " characters");
        }
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("not an address that starts with https://");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("without a host, or with user info or a fragment");
        }
        int usual = scheme.equals("https") ? 443 : 80;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        return new WebhookUrl(text, scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("not a well-formed address", malformed);
        }
    }
}
