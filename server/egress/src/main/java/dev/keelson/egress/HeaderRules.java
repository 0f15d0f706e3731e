package dev.keelson.egress;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Decides which request headers a caller may set, and which of them go along to another origin. */
final class HeaderRules {
    private static final int MAX_VALUE_LENGTH = 16 << 10;
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

    /** Framing belongs to the client, the host to the URL; the rest opens cloud metadata services. */
    private static final Set<String> REFUSED = Set.of(
            "host",
            "connection",
            "content-length",
            "expect",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "metadata",
            "metadata-flavor",
            "x-aliyun-ecs-metadata-token",
            "x-aliyun-ecs-metadata-token-ttl-seconds",
            "x-aws-ec2-metadata-token",
            "x-aws-ec2-metadata-token-ttl-seconds",
            "x-google-metadata-request",
            "x-tencent-metadata-token");

    /** A list of what may stay is the only safe one: keys and signatures travel under many names. */
    private static final Set<String> KEPT_ACROSS_ORIGINS = Set.of(
            "accept", "accept-encoding", "accept-language", "content-type", "traceparent", "tracestate", "user-agent");

    private HeaderRules() {}

    /** Copies the headers under lower-case names; throws {@link IllegalArgumentException} on a header that is refused. */
    static Map<String, String> checked(Map<String, String> headers, int maxHeaders) {
        if (headers.size() > maxHeaders) {
            throw new IllegalArgumentException("more than " + maxHeaders + " request headers");
        }
        var checked = new TreeMap<String, String>();
        headers.forEach((name, value) -> {
            String key = name.toLowerCase(Locale.ROOT);
            requirePermitted(key, value);
            if (checked.put(key, value) != null) {
                throw new IllegalArgumentException("request header " + key + " set twice");
            }
        });
        return checked;
    }

    static Map<String, String> acrossOrigins(Map<String, String> headers) {
        var kept = new TreeMap<>(headers);
        kept.keySet().retainAll(KEPT_ACROSS_ORIGINS);
        return kept;
    }

    private static void requirePermitted(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("malformed name of a request header");
        }
        if (REFUSED.contains(name) || name.startsWith("proxy-")) {
            throw new IllegalArgumentException("request header " + name);
        }
        if (value.length() > MAX_VALUE_LENGTH || !isPlain(value)) {
            throw new IllegalArgumentException("malformed value of request header " + name);
        }
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean control = c < 0x20 && c != '\t';
            if (control || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }
}
