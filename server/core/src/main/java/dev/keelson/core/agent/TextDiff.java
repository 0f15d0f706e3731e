package dev.keelson.core.agent;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import dev.keelson.core.agent.TextHunk.Kind;
import dev.keelson.core.agent.TextHunk.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares two texts line by line.
 *
 * @param truncated true when there are more changed lines than the hunks show
 */
record TextDiff(List<TextHunk> hunks, int added, int removed, boolean truncated) {
    /** Beyond this many lines between the equal beginning and end, the comparison would cost seconds. */
    private static final int MAX_COMPARED = 4_000;

    static TextDiff between(String before, String after) {
        List<Line> lines = align(before.lines().toList(), after.lines().toList());
        int added = count(lines, Kind.ADDED);
        int removed = count(lines, Kind.REMOVED);
        var cutter = new HunkCutter(lines);
        return new TextDiff(cutter.hunks(), added, removed, cutter.truncated());
    }

    TextDiff {
        hunks = List.copyOf(hunks);
    }

    /** All lines of both texts, each once, in the order of a unified diff. */
    private static List<Line> align(List<String> before, List<String> after) {
        int same = commonStart(before, after);
        int sameEnd = commonEnd(before.subList(same, before.size()), after.subList(same, after.size()));
        List<String> oldMiddle = before.subList(same, before.size() - sameEnd);
        List<String> newMiddle = after.subList(same, after.size() - sameEnd);
        var aligned = new Alignment(before, after);
        for (AbstractDelta<String> delta : deltas(oldMiddle, newMiddle)) {
            aligned.keepUntil(same + delta.getSource().getPosition());
            aligned.replace(delta.getSource().size(), delta.getTarget().size());
        }
        aligned.keepUntil(before.size());
        return aligned.finish();
    }

    private static List<AbstractDelta<String>> deltas(List<String> before, List<String> after) {
        if (before.size() + after.size() > MAX_COMPARED) {
            return List.of(new ChangeDelta<>(new Chunk<>(0, before), new Chunk<>(0, after)));
        }
        return DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>()).getDeltas();
    }

    private static int commonStart(List<String> before, List<String> after) {
        int end = Math.min(before.size(), after.size());
        int same = 0;
        while (same < end && before.get(same).equals(after.get(same))) {
            same++;
        }
        return same;
    }

    private static int commonEnd(List<String> before, List<String> after) {
        int end = Math.min(before.size(), after.size());
        int same = 0;
        while (same < end && before.get(before.size() - 1 - same).equals(after.get(after.size() - 1 - same))) {
            same++;
        }
        return same;
    }

    private static int count(List<Line> lines, Kind kind) {
        return (int) lines.stream().filter(line -> line.kind() == kind).count();
    }

    /** Walks down both texts side by side; in each run of changes the removed lines come first. */
    private static final class Alignment {
        private final List<String> before;
        private final List<String> after;
        private final List<Line> lines = new ArrayList<>();
        private final List<Line> pendingAdded = new ArrayList<>();
        private int oldIndex;
        private int newIndex;

        Alignment(List<String> before, List<String> after) {
            this.before = before;
            this.after = after;
        }

        List<Line> finish() {
            lines.addAll(pendingAdded);
            pendingAdded.clear();
            return lines;
        }

        void keepUntil(int oldEnd) {
            if (oldIndex < oldEnd) {
                lines.addAll(pendingAdded);
                pendingAdded.clear();
            }
            while (oldIndex < oldEnd) {
                lines.add(new Line(Kind.CONTEXT, oldIndex + 1, newIndex + 1, before.get(oldIndex)));
                oldIndex++;
                newIndex++;
            }
        }

        void replace(int removed, int added) {
            for (int i = 0; i < removed; i++) {
                lines.add(new Line(Kind.REMOVED, oldIndex + 1, null, before.get(oldIndex)));
                oldIndex++;
            }
            for (int i = 0; i < added; i++) {
                pendingAdded.add(new Line(Kind.ADDED, null, newIndex + 1, after.get(newIndex)));
                newIndex++;
            }
        }
    }
}
