package dev.keelson.core.spec;

import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/** The author's text by lines, with one kind of line end and without a byte order mark. */
record SourceText(List<String> lines) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static SourceText of(String markdown) {
        String text = markdown.startsWith(BYTE_ORDER_MARK) ? markdown.substring(1) : markdown;
        return new SourceText(text.lines().toList());
    }

    String markdown() {
        return String.join("\n", lines);
    }

    /** 1-based line on which a block starts. */
    static int lineOf(Node block) {
        List<SourceSpan> spans = block.getSourceSpans();
        return spans.isEmpty() ? 1 : spans.get(0).getLineIndex() + 1;
    }

    /** The block's own text, without the markers of the lists and quotes around it. */
    String text(Node block) {
        return block.getSourceSpans().stream().map(this::text).collect(Collectors.joining("\n"));
    }

    /** The block's whole lines as the author wrote them, without white space at their ends. */
    String wholeLines(Node block) {
        List<SourceSpan> spans = block.getSourceSpans();
        if (spans.isEmpty()) {
            return "";
        }
        int first = spans.get(0).getLineIndex();
        int last = spans.get(spans.size() - 1).getLineIndex();
        return lines.subList(first, last + 1).stream()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    private String text(SourceSpan span) {
        String line = lines.get(span.getLineIndex());
        int start = Math.min(span.getColumnIndex(), line.length());
        return line.substring(start, Math.min(start + span.getLength(), line.length()));
    }
}
