package dev.keelson.http;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;

/** Reads what a request says of its body's form. */
final class ContentTypes {
    private static final CharSequence CONTENT_ENCODING = HttpHeaders.CONTENT_ENCODING;

    private ContentTypes() {}

    /** The media type in lower case without its parameters; empty when there is none. */
    static String of(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (header == null) {
            return "";
        }
        int end = header.indexOf(';');
        return end < 0 ? normal(header) : normal(header.substring(0, end));
    }

    /** Fails with {@link ErrorCode#UNSUPPORTED_CONTENT_TYPE}, naming what is accepted. */
    static void require(HttpServerRequest request, List<String> accepted) {
        String header = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String encoding = request.getHeader(CONTENT_ENCODING);
        boolean fits = header != null && accepted.contains(of(request)) && isUtf8(header);
        if (!fits) {
            throw unsupported("content type: " + printable(header == null ? "none" : header) + " (accepted: "
                    + String.join(", ", accepted) + ", charset utf-8)");
        }
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("content encoding: " + printable(encoding) + " (accepted: identity)");
        }
    }

    private static boolean isUtf8(String header) {
        int charset = header.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (charset < 0) {
            return true;
        }
        String value = normal(header.substring(charset + "charset=".length()).replace("\"", ""));
        return value.equals("utf-8") || value.startsWith("utf-8;") || value.equals("utf8");
    }

    private static String normal(String text) {
        return text.trim().toLowerCase(Locale.ROOT);
    }

    private static String printable(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }

    private static KeelsonException unsupported(String message) {
        return new KeelsonException(ErrorCode.UNSUPPORTED_CONTENT_TYPE, message);
    }
}
