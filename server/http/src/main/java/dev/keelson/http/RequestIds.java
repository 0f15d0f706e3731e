package dev.keelson.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Gives each request the id that its answer and the log carry: the caller's own if it is well-formed. */
final class RequestIds {
    static final CharSequence HEADER = HttpHeaders.createOptimized("Keelson-Request-Id");
    private static final int MAX_LENGTH = 64;

    private final String prefix;
    private final AtomicLong last = new AtomicLong();

    RequestIds() {
        prefix = HexFormat.of().toHexDigits(new SecureRandom().nextLong()) + "-";
    }

    String of(HttpServerRequest request) {
        String given = request.getHeader(HEADER);
        return given != null && wellFormed(given) ? given : prefix + Long.toHexString(last.incrementAndGet());
    }

    private static boolean wellFormed(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!allowed(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowed(char each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '-'
                || each == '_'
                || each == '.';
    }
}
