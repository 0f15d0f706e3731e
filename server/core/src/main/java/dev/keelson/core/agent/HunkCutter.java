package dev.keelson.core.agent;

import dev.keelson.core.agent.TextHunk.Kind;
import dev.keelson.core.agent.TextHunk.Line;
import java.util.ArrayList;
import java.util.List;

/** Cuts the lines of a diff into hunks with three lines of context, and bounds what they show. */
final class HunkCutter {
    private static final int CONTEXT = 3;
    private static final int MAX_LINES = 2_000;
    private static final int MAX_LINE_LENGTH = 2_000;

    private final List<Line> lines;
    private final List<TextHunk> hunks = new ArrayList<>();
    private int shown;
    private boolean truncated;

    HunkCutter(List<Line> lines) {
        this.lines = lines;
        int next = nextChange(0);
        while (next < lines.size() && !truncated) {
            int end = endOfHunk(next);
            add(Math.max(0, next - CONTEXT), end);
            next = nextChange(end);
        }
    }

    List<TextHunk> hunks() {
        return hunks;
    }

    /** Whether hunks were left out or cut. */
    boolean truncated() {
        return truncated;
    }

    /** Index of the first changed line from {@code start} on; the number of lines when there is none. */
    private int nextChange(int start) {
        int index = start;
        while (index < lines.size() && lines.get(index).kind() == Kind.CONTEXT) {
            index++;
        }
        return index;
    }

    /** A hunk goes on as long as the next change is so near that their contexts touch. */
    private int endOfHunk(int firstChange) {
        int lastChange = firstChange;
        int next = nextChange(lastChange + 1);
        while (next < lines.size() && next - lastChange <= 2 * CONTEXT + 1) {
            lastChange = next;
            next = nextChange(lastChange + 1);
        }
        return Math.min(lines.size(), lastChange + 1 + CONTEXT);
    }

    private void add(int start, int end) {
        int room = MAX_LINES - shown;
        truncated = end - start > room;
        int cut = truncated ? start + room : end;
        if (cut == start) {
            return;
        }
        List<Line> part =
                lines.subList(start, cut).stream().map(HunkCutter::shorten).toList();
        shown += part.size();
        int oldLines =
                (int) part.stream().filter(line -> line.oldLine() != null).count();
        int newLines =
                (int) part.stream().filter(line -> line.newLine() != null).count();
        hunks.add(new TextHunk(firstOld(start, oldLines), oldLines, firstNew(start, newLines), newLines, part));
    }

    private int firstOld(int start, int count) {
        long earlier = lines.subList(0, start).stream()
                .filter(line -> line.oldLine() != null)
                .count();
        return (int) earlier + (count == 0 ? 0 : 1);
    }

    private int firstNew(int start, int count) {
        long earlier = lines.subList(0, start).stream()
                .filter(line -> line.newLine() != null)
                .count();
        return (int) earlier + (count == 0 ? 0 : 1);
    }

    private static Line shorten(Line line) {
        return new Line(line.kind(), line.oldLine(), line.newLine(), CutText.to(MAX_LINE_LENGTH, line.text()));
    }
}
