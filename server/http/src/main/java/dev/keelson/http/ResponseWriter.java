package dev.keelson.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Writes an answer with the headers that every answer has, in one go. */
final class ResponseWriter {
    private static final int NO_CONTENT = 204;

    private ResponseWriter() {}

    /** Headers that are to be there before the handler runs, as it may write the response itself. */
    static void prepare(HttpServerResponse response, String requestId, List<Answer.Header> always) {
        response.putHeader(RequestIds.HEADER, requestId);
        for (Answer.Header header : always) {
            response.putHeader(header.name(), header.value());
        }
    }

    static void write(RoutingContext context, Answer answer) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (!answer.isWritten() && !response.ended() && !response.closed()) {
            writeAll(request, response, answer);
        }
        finish(request, context.vertx());
    }

    static void writeAll(HttpServerRequest request, HttpServerResponse response, Answer answer) {
        if (response.headWritten()) {
            request.connection().close();
            return;
        }
        response.setStatusCode(answer.status());
        for (Answer.Header header : answer.headers()) {
            response.putHeader(header.name(), header.value());
        }
        byte[] body = answer.body();
        if (body == null && answer.status() == NO_CONTENT) {
            response.end();
            return;
        }
        int length = body == null ? 0 : body.length;
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
        if (length == 0 || request.method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        response.end(Buffer.buffer(body));
    }

    /** A caller that waits for "100 Continue" sends no body after a refusal, so nothing can be read from its connection. */
    private static void finish(HttpServerRequest request, Vertx vertx) {
        if (request.isEnded()) {
            return;
        }
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            request.connection().close();
            return;
        }
        LeftoverBody.discard(request, vertx);
    }
}
