package dev.keelson.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request as a handler sees it: its caller is known and its body is read. Confined to its context. */
public final class ApiRequest {
    private static final byte[] NO_BYTES = {};
    private static final int MAX_HEADER_VALUE = 255;

    private final RoutingContext context;
    private final String id;
    private @Nullable Principal principal;
    private byte[] body = NO_BYTES;

    ApiRequest(RoutingContext context, String id) {
        this.context = context;
        this.id = id;
    }

    /** The id that the answer and the log carry. */
    public String id() {
        return id;
    }

    /** Who asks; only for routes that are not open. */
    public Principal principal() {
        return Objects.requireNonNull(principal, "an open route has no principal");
    }

    /** A parameter of the path, decoded. */
    public String path(String name) {
        return Objects.requireNonNull(context.pathParam(name), name);
    }

    /**
     * The query parameters. Fails with {@link ErrorCode#MALFORMED_REQUEST} if there is another one than those named, or
     * one twice.
     */
    public Query query(String... allowed) {
        return Query.of(context.request(), List.of(allowed));
    }

    /** Fails with {@link ErrorCode#MALFORMED_REQUEST} if there is any query parameter. */
    public void requireNoQuery() {
        Query.requireNone(context.request());
    }

    /** A header that may be there once. Fails with {@link ErrorCode#MALFORMED_REQUEST} if it is there twice. */
    public @Nullable String header(CharSequence name) {
        String value = context.request().getHeader(name);
        if (value != null && context.request().headers().getAll(name).size() > 1) {
            throw malformed(name, "header given twice: " + name);
        }
        return value;
    }

    /** Like {@link #header}, and 1 to 255 printable ASCII characters. */
    public @Nullable String token(CharSequence name) {
        String value = header(name);
        if (value == null) {
            return null;
        }
        boolean printable = value.chars().allMatch(each -> each >= ' ' && each <= '~');
        if (value.isEmpty() || value.length() > MAX_HEADER_VALUE || !printable) {
            throw malformed(
                    name, name + ": does not fit (expected: 1 to " + MAX_HEADER_VALUE + " printable ASCII characters)");
        }
        return value;
    }

    /** The body as it came; the caller must not change it. */
    public byte[] body() {
        return body;
    }

    /** The body as JSON. Fails with {@link ErrorCode#MALFORMED_JSON}. */
    public JsonNode json() {
        return Json.parse(body);
    }

    /** The body as text. Fails with {@link ErrorCode#MALFORMED_REQUEST} if it is not UTF-8. */
    public String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException invalid) {
            throw new KeelsonException(ErrorCode.MALFORMED_REQUEST, "the body is not valid UTF-8", invalid);
        }
    }

    /** Whether the body is of this media type. */
    public boolean isOfType(String mediaType) {
        return ContentTypes.of(context.request()).equals(mediaType);
    }

    public HttpServerRequest request() {
        return context.request();
    }

    public HttpServerResponse response() {
        return context.response();
    }

    public Vertx vertx() {
        return context.vertx();
    }

    static KeelsonException malformed(CharSequence part, String message) {
        return new KeelsonException(
                ErrorCode.MALFORMED_REQUEST, message, List.of(Violation.at("", part.toString(), message)));
    }

    RoutingContext context() {
        return context;
    }

    ApiRequest withPrincipal(Principal known) {
        principal = known;
        return this;
    }

    ApiRequest withBody(byte[] read) {
        body = read;
        return this;
    }
}
