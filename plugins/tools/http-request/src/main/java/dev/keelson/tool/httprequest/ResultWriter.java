package dev.keelson.tool.httprequest;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.http.OutboundStream;
import dev.keelson.plugin.api.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells the model what came back, without addresses and credentials. */
final class ResultWriter {
    private final Endpoint endpoint;
    private final JsonCodec json;

    ResultWriter(Endpoint endpoint, JsonCodec json) {
        this.endpoint = endpoint;
        this.json = json;
    }

    ToolResult answer(OutboundStream head, CutBody.Bytes body) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("status", head.status());
        result.put("body", body(head, body));
        String text = withoutCredential(json.write(result));
        return head.status() / 100 == 2 ? ToolResult.success(text) : ToolResult.error(text);
    }

    /** Some servers send the credential back; in JSON it may look different from what was sent. */
    private String withoutCredential(String text) {
        String escaped = json.write(endpoint.bearerToken().value());
        return endpoint.bearerToken().isPresent()
                ? text.replace(escaped.substring(1, escaped.length() - 1), "***")
                : text;
    }

    /** A failure that the model can work around becomes a result; others are thrown on. */
    ToolResult failure(Throwable failure, Duration limit) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return ToolResult.error(sentence(ErrorType.TIMEOUT, limit));
        }
        if (cause instanceof RefusedArgument refused) {
            return ToolResult.error(String.valueOf(refused.getMessage()));
        }
        if (cause instanceof PluginException known) {
            String sentence = sentence(known.type(), limit);
            if (!sentence.isEmpty()) {
                return ToolResult.error(sentence);
            }
            throw known;
        }
        throw new PluginException(
                ErrorType.INTERNAL, "the tool failed: " + cause.getClass().getName(), cause);
    }

    /** Empty for failures that are not the model's business. */
    private static String sentence(ErrorType type, Duration limit) {
        return switch (type) {
            case BLOCKED -> "The address of this tool is not allowed by the server's rules.";
            case TIMEOUT -> "The service did not answer within " + limit.toMillis() + " ms.";
            case UNAVAILABLE -> "The service can't be reached, or broke off its answer.";
            case MALFORMED_RESPONSE -> "The service gave an answer that can't be read.";
            case INVALID_REQUEST,
                    CONFIG,
                    AUTHENTICATION,
                    NOT_FOUND,
                    CONTEXT_LENGTH,
                    CONTENT_FILTER,
                    UNSUPPORTED,
                    QUOTA_EXHAUSTED,
                    RATE_LIMITED,
                    INTERNAL -> "";
        };
    }

    private @Nullable Object body(OutboundStream head, CutBody.Bytes body) {
        if (head.status() / 100 == 3) {
            return "The service answered with a redirect, which is not followed.";
        }
        String type = head.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (isBinary(type)) {
            return "[" + body.content().length + " bytes that are no text" + (body.isCut() ? ", cut]" : "]");
        }
        if (body.isCut()) {
            return wholeCharacters(body.content()) + " [cut after "
                    + endpoint.limits().maxResponseBytes() + " bytes]";
        }
        String text = new String(body.content(), StandardCharsets.UTF_8);
        return type.contains("json") ? parsed(text) : text;
    }

    /** JSON goes in as JSON, which models read better than JSON inside of text. */
    private @Nullable Object parsed(String text) {
        try {
            return json.read(text);
        } catch (PluginException notJson) {
            return text;
        }
    }

    private static boolean isBinary(String type) {
        boolean text = type.startsWith("text/")
                || type.contains("json")
                || type.contains("xml")
                || type.contains("javascript")
                || type.contains("x-www-form-urlencoded");
        return !type.isEmpty() && !text;
    }

    /** The cut may have gone through a character, whose first bytes are left out. */
    private static String wholeCharacters(byte[] bytes) {
        int start = bytes.length - 1;
        while (start >= 0 && bytes.length - start < 4 && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        boolean lead = start >= 0 && (bytes[start] & 0xC0) == 0xC0;
        int needed = lead ? Integer.numberOfLeadingZeros(~bytes[start] << 24) : 1;
        int length = lead && start + needed > bytes.length ? start : bytes.length;
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
