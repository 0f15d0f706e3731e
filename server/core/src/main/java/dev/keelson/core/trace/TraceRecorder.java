package dev.keelson.core.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.common.IdGenerator;
import dev.keelson.core.common.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the spans of one execution. Confined to the execution's context. Never fails the run: spans over
 * {@value #MAX_SPANS} are counted and dropped, texts over {@value #MAX_TEXT} characters are cut and marked.
 */
public final class TraceRecorder {
    public static final int MAX_SPANS = 200;
    private static final int MAX_TEXT = 32 * 1024;

    private final IdGenerator ids;
    private final Ticker ticker;
    private final Consumer<Span> onEnd;
    private final long startNanos;
    private final List<Span> ended = new ArrayList<>();
    private int dropped;

    /** {@code onEnd} is called with each span as it ends. */
    public TraceRecorder(IdGenerator ids, Ticker ticker, Consumer<Span> onEnd) {
        this.ids = ids;
        this.ticker = ticker;
        this.onEnd = onEnd;
        startNanos = ticker.read();
    }

    public OpenSpan start(String name, Span.Kind kind, @Nullable OpenSpan parent) {
        return new OpenSpan(ids.spanId(), parent == null ? null : parent.id, name, kind, elapsedMicros());
    }

    public long elapsedMicros() {
        return (ticker.read() - startNanos) / 1_000;
    }

    /** In order of start, the root first. */
    public List<Span> spans() {
        return ended.stream()
                .sorted(Comparator.comparingLong(Span::startMicros).thenComparing(span -> span.parentId() != null))
                .toList();
    }

    /** How many spans had no room. */
    public int droppedSpans() {
        return dropped;
    }

    private void end(OpenSpan open, Span.Status status, @Nullable String error) {
        boolean isRoot = open.parentId == null;
        if (ended.size() >= MAX_SPANS - (isRoot ? 0 : 1)) {
            dropped++;
            return;
        }
        Span span = new Span(
                open.id,
                open.parentId,
                open.name,
                open.kind,
                open.startMicros,
                Math.max(0, elapsedMicros() - open.startMicros),
                status,
                error,
                open.attributes);
        ended.add(span);
        onEnd.accept(span);
    }

    /** A step that is under way; ends once. */
    public final class OpenSpan {
        private final String id;
        private final @Nullable String parentId;
        private final String name;
        private final Span.Kind kind;
        private final long startMicros;
        private final ObjectNode attributes = Json.object();
        private boolean isEnded;

        private OpenSpan(String id, @Nullable String parentId, String name, Span.Kind kind, long startMicros) {
            this.id = id;
            this.parentId = parentId;
            this.name = name;
            this.kind = kind;
            this.startMicros = startMicros;
        }

        /** Attributes to fill; texts go through {@link #text}. */
        public ObjectNode attributes() {
            return attributes;
        }

        /** Sets a text that may be long. */
        public void text(String attribute, String value) {
            if (value.length() <= MAX_TEXT) {
                attributes.put(attribute, value);
                return;
            }
            attributes.put(attribute, value.substring(0, MAX_TEXT));
            attributes.put(attribute + ".truncated_from", value.length());
        }

        public void succeed() {
            finish(Span.Status.OK, null);
        }

        public void fail(@Nullable String error) {
            finish(Span.Status.ERROR, Objects.requireNonNullElse(error, "unknown failure"));
        }

        private void finish(Span.Status status, @Nullable String error) {
            if (!isEnded) {
                isEnded = true;
                end(this, status, error);
            }
        }
    }
}
