package dev.keelson.adminui;

import dev.keelson.core.trace.Span;
import dev.keelson.core.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The spans of a trace on one time axis of {@value #WIDTH} units, each below its parent.
 *
 * @param ticks times along the axis, evenly spread
 * @param failed how many spans failed
 */
public record Waterfall(List<Row> rows, List<String> ticks, long failed) {
    static final int WIDTH = 1_000;
    private static final int TICKS = 4;
    private static final int MAX_DEPTH = 8;
    private static final int SHORTEST = 2;

    public Waterfall {
        rows = List.copyOf(rows);
        ticks = List.copyOf(ticks);
    }

    /**
     * A span with its bar.
     *
     * @param depth how far it is indented, at most {@value #MAX_DEPTH}
     * @param gaps times in which none of its children ran; only a span with children has them
     */
    public record Row(Span span, int depth, Bar bar, List<Bar> gaps, String timing) {

        public boolean failed() {
            return span.status() == Span.Status.ERROR;
        }
    }

    /** A stretch of the axis. */
    public record Bar(long x, long width) {}

    static Waterfall of(Trace trace) {
        long end = trace.summary().durationMicros();
        for (Span span : trace.spans()) {
            end = Math.max(end, span.startMicros() + span.durationMicros());
        }
        List<Row> rows = new Layout(trace.spans(), Math.max(1, end)).rows();
        return new Waterfall(rows, ticks(end), rows.stream().filter(Row::failed).count());
    }

    private static List<String> ticks(long end) {
        List<String> ticks = new ArrayList<>();
        for (int i = 0; i <= TICKS; i++) {
            ticks.add(new Format().duration(end * i / TICKS));
        }
        return ticks;
    }

    /** Puts spans below their parents. A span whose parent is missing, or is itself, counts as a root. */
    private static final class Layout {
        private final List<Span> spans;
        private final long end;
        private final Map<String, List<Span>> children = new HashMap<>();
        private final List<Row> rows = new ArrayList<>();
        private final Set<Span> placed = new HashSet<>();

        Layout(List<Span> spans, long end) {
            this.spans = spans.stream()
                    .sorted(Comparator.comparingLong(Span::startMicros))
                    .toList();
            this.end = end;
        }

        List<Row> rows() {
            Set<String> ids = new HashSet<>();
            spans.forEach(span -> ids.add(span.id()));
            List<Span> roots = new ArrayList<>();
            for (Span span : spans) {
                String parent = span.parentId();
                if (parent == null || !ids.contains(parent)) {
                    roots.add(span);
                } else {
                    children.computeIfAbsent(parent, key -> new ArrayList<>()).add(span);
                }
            }
            roots.forEach(root -> place(root, 0));
            spans.forEach(span -> place(span, 0));
            return rows;
        }

        /** Depth is bounded by the number of spans, of which a trace has at most 200. */
        private void place(Span span, int depth) {
            if (!placed.add(span)) {
                return;
            }
            List<Span> below = children.getOrDefault(span.id(), List.of());
            rows.add(new Row(
                    span,
                    Math.min(depth, MAX_DEPTH),
                    bar(span.startMicros(), span.startMicros() + span.durationMicros()),
                    gaps(span, below),
                    timing(span)));
            below.forEach(child -> place(child, depth + 1));
        }

        private List<Bar> gaps(Span span, List<Span> below) {
            List<Bar> gaps = new ArrayList<>();
            if (below.isEmpty()) {
                return gaps;
            }
            long reached = span.startMicros();
            for (Span child : below) {
                addGap(gaps, reached, child.startMicros());
                reached = Math.max(reached, child.startMicros() + child.durationMicros());
            }
            addGap(gaps, reached, span.startMicros() + span.durationMicros());
            return gaps;
        }

        private void addGap(List<Bar> gaps, long from, long to) {
            if ((to - from) * WIDTH / end >= SHORTEST) {
                gaps.add(bar(from, to));
            }
        }

        private Bar bar(long from, long to) {
            long x = Math.min(WIDTH - SHORTEST, from * WIDTH / end);
            return new Bar(x, Math.max(SHORTEST, to * WIDTH / end - x));
        }

        private static String timing(Span span) {
            var format = new Format();
            return "starts " + format.duration(span.startMicros()) + ", lasts "
                    + format.duration(span.durationMicros());
        }
    }
}
