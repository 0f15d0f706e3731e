package dev.keelson.storage.mongodb;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a trace that only its reader needs, written as one JSON document.
 *
 * <p>MongoDB holds at most 16 MB in a document. What is larger loses long span attributes, the largest spans first,
 * then its input; each loss is marked by {@code "truncated": true}. An output is never shortened.
 *
 * @param output absent when there is none; JSON's null is an output
 */
record TraceBody(
        JsonNode input,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode output,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String errorMessage,
        List<Span> spans) {
    /** Leaves room for the fields of the summary. */
    static final int MAX_BYTES = 15 << 20;

    private static final int LONG_ATTRIBUTE = 256;
    private static final ObjectNode TRUNCATED = Json.object().put("truncated", true);

    static byte[] write(Trace trace) {
        TraceBody whole = new TraceBody(trace.input(), trace.output(), trace.errorMessage(), trace.spans());
        byte[] bytes = Json.bytes(whole);
        return bytes.length <= MAX_BYTES ? bytes : whole.writeTruncated(bytes.length);
    }

    static TraceBody read(byte[] bytes) {
        return StoredJson.read(bytes, TraceBody.class);
    }

    private byte[] writeTruncated(int length) {
        TraceBody shorter = new TraceBody(input, output, errorMessage, truncateSpans(length - MAX_BYTES));
        byte[] bytes = Json.bytes(shorter);
        if (bytes.length > MAX_BYTES) {
            bytes = Json.bytes(new TraceBody(TRUNCATED, output, errorMessage, shorter.spans));
        }
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a trace without span attributes and input has " + bytes.length
                    + " bytes (expected: at most " + MAX_BYTES + ")");
        }
        return bytes;
    }

    private List<Span> truncateSpans(int excess) {
        int[] sizes = spans.stream()
                .mapToInt(span -> Json.bytes(span.attributes()).length)
                .toArray();
        List<Span> shorter = new ArrayList<>(spans);
        int left = excess;
        for (int index : largestFirst(sizes)) {
            if (left <= 0) {
                break;
            }
            Span span = truncate(spans.get(index));
            shorter.set(index, span);
            left -= sizes[index] - Json.bytes(span.attributes()).length;
        }
        return shorter;
    }

    private static List<Integer> largestFirst(int[] sizes) {
        return IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparing((Integer index) -> sizes[index]).reversed())
                .toList();
    }

    private static Span truncate(Span span) {
        ObjectNode kept = Json.object();
        span.attributes().properties().stream()
                .filter(TraceBody::isShort)
                .forEach(attribute -> kept.set(attribute.getKey(), attribute.getValue()));
        kept.setAll(TRUNCATED);
        return new Span(
                span.id(),
                span.parentId(),
                span.name(),
                span.kind(),
                span.startMicros(),
                span.durationMicros(),
                span.status(),
                span.error(),
                kept);
    }

    private static boolean isShort(Map.Entry<String, JsonNode> attribute) {
        JsonNode value = attribute.getValue();
        return value.isValueNode()
                && attribute.getKey().length() <= LONG_ATTRIBUTE
                && value.asText().length() <= LONG_ATTRIBUTE;
    }
}
