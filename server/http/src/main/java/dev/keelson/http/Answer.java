package dev.keelson.http;

import dev.keelson.core.common.Json;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a route answers, or the note that it has written its answer itself. Immutable. */
public final class Answer {
    private static final Answer WRITTEN = new Answer(0, List.of(), null);
    private static final CharSequence JSON_TYPE = HttpHeaders.createOptimized("application/json");

    private final int status;
    private final List<Header> headers;
    private final byte @Nullable [] body;

    private Answer(int status, List<Header> headers, byte @Nullable [] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** {@code value} is written once, as it is. */
    public static Answer json(int status, Object value) {
        return json(status, value, List.of());
    }

    public static Answer json(int status, Object value, List<Header> more) {
        return bytes(status, JSON_TYPE, Json.bytes(value), more);
    }

    /** {@code body} is not copied: the caller must not change it. */
    public static Answer bytes(int status, CharSequence contentType, byte[] body, List<Header> more) {
        List<Header> headers = new ArrayList<>(more.size() + 1);
        headers.add(new Header(HttpHeaders.CONTENT_TYPE, contentType));
        headers.addAll(more);
        return new Answer(status, headers, body);
    }

    /** An answer without a body, such as a redirect. */
    public static Answer empty(int status, List<Header> headers) {
        return new Answer(status, List.copyOf(headers), null);
    }

    /** The handler has written and ended the response itself. */
    public static Answer written() {
        return WRITTEN;
    }

    /** A copy with one more header. */
    public Answer with(CharSequence name, CharSequence value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, body);
    }

    public int status() {
        return status;
    }

    List<Header> headers() {
        return headers;
    }

    byte @Nullable [] body() {
        return body;
    }

    boolean isWritten() {
        return this == WRITTEN;
    }

    /** One header. */
    public record Header(CharSequence name, CharSequence value) {
        private static final char FIRST_VISIBLE = ' ';
        private static final char LAST_VISIBLE = '~';

        public Header {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }

        /** A header whose value may be any text: what a header can't carry becomes a question mark. */
        public static Header ofText(CharSequence name, String text) {
            for (int i = 0; i < text.length(); i++) {
                if (!visible(text.charAt(i))) {
                    return new Header(name, replaceInvisible(text));
                }
            }
            return new Header(name, text);
        }

        private static String replaceInvisible(String text) {
            StringBuilder safe = new StringBuilder(text.length());
            text.chars().forEach(each -> safe.append(visible((char) each) ? (char) each : '?'));
            return safe.toString();
        }

        private static boolean visible(char each) {
            return each >= FIRST_VISIBLE && each <= LAST_VISIBLE;
        }
    }
}
