package dev.keelson.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.agent.TextHunk.Kind;
import dev.keelson.core.agent.TextHunk.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDiffTest {

    @Test
    void showsAChangedLineWithThreeLinesAround() {
        String before = numbered(1, 20);
        String after = before.replace("line 10\n", "line ten\n");

        TextDiff diff = TextDiff.between(before, after);

        assertThat(diff.hunks()).singleElement().satisfies(hunk -> {
            assertThat(List.of(hunk.oldStart(), hunk.oldLines(), hunk.newStart(), hunk.newLines()))
                    .containsExactly(7, 7, 7, 7);
            assertThat(hunk.lines())
                    .contains(
                            new Line(Kind.CONTEXT, 9, 9, "line 9"),
                            new Line(Kind.REMOVED, 10, null, "line 10"),
                            new Line(Kind.ADDED, null, 10, "line ten"),
                            new Line(Kind.CONTEXT, 11, 11, "line 11"));
        });
    }

    @Test
    void distantChangesAreHunksOfTheirOwnAndNearOnesShareOne() {
        String before = numbered(1, 40);

        assertThat(TextDiff.between(before, before.replace("line 5\n", "").replace("line 12\n", ""))
                        .hunks())
                .hasSize(1);
        assertThat(TextDiff.between(before, before.replace("line 5\n", "").replace("line 13\n", ""))
                        .hunks())
                .hasSize(2);
    }

    @Test
    void anEmptyTextHasNoLines() {
        TextDiff created = TextDiff.between("", "a\nb");

        assertThat(created.hunks()).singleElement().satisfies(hunk -> {
            assertThat(hunk.oldStart()).isZero();
            assertThat(hunk.oldLines()).isZero();
            assertThat(hunk.newStart()).isEqualTo(1);
            assertThat(hunk.newLines()).isEqualTo(2);
        });
        assertThat(TextDiff.between("", "").hunks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theHunksTurnTheOldTextIntoTheNew(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<String> before = randomLines(random);
            List<String> after = changed(before, random);

            TextDiff diff = TextDiff.between(String.join("\n", before), String.join("\n", after));

            assertThat(patched(before, diff.hunks())).isEqualTo(after);
            assertThat(diff.truncated()).isFalse();
            assertThat(diff.hunks()).allSatisfy(hunk -> assertThat(kinds(hunk)).doesNotContain("ADDED,REMOVED"));
        }
    }

    @Test
    void twoLargeTextsWithNothingInCommonAreComparedSoonAndCut() {
        String before = numbered(1, 100_000);
        String after = numbered(200_001, 300_000);

        TextDiff diff =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> TextDiff.between(before, after));

        assertThat(diff.truncated()).isTrue();
        assertThat(diff.added()).isEqualTo(100_000);
        assertThat(diff.removed()).isEqualTo(100_000);
        assertThat(diff.hunks().stream().mapToInt(hunk -> hunk.lines().size()).sum())
                .isEqualTo(2_000);
    }

    @Test
    void textsAtTheLimitOfExactComparisonAreComparedSoon() {
        String before = numbered(1, 2_000);
        String after = numbered(2_001, 4_000);

        TextDiff diff =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> TextDiff.between(before, after));

        assertThat(diff.added() + diff.removed()).isEqualTo(4_000);
    }

    @Test
    void aVeryLongLineIsCutWithAMark() {
        TextDiff diff = TextDiff.between("", "x".repeat(1_999) + "\uD83D\uDE00".repeat(10));

        String text = diff.hunks().get(0).lines().get(0).text();
        assertThat(text).endsWith("x... (cut, 2019 characters in all)");
    }

    private static String kinds(TextHunk hunk) {
        return hunk.lines().stream().map(line -> line.kind().name()).collect(Collectors.joining(","));
    }

    private static String numbered(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(n -> "line " + n + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> randomLines(Random random) {
        return IntStream.range(0, 1 + random.nextInt(60))
                .mapToObj(index -> "w" + random.nextInt(12))
                .toList();
    }

    private static List<String> changed(List<String> lines, Random random) {
        List<String> changed = new ArrayList<>(lines);
        for (int i = random.nextInt(6); i > 0; i--) {
            int at = random.nextInt(changed.size());
            if (random.nextBoolean() && changed.size() > 1) {
                changed.subList(at, Math.min(changed.size() - 1, at + random.nextInt(4)))
                        .clear();
            } else {
                changed.add(at, "w" + random.nextInt(14));
            }
        }
        return changed;
    }

    /** What {@code patch} does, with every number checked on the way. */
    private static List<String> patched(List<String> before, List<TextHunk> hunks) {
        List<String> result = new ArrayList<>();
        int old = 0;
        for (TextHunk hunk : hunks) {
            int start = hunk.oldLines() == 0 ? hunk.oldStart() : hunk.oldStart() - 1;
            result.addAll(before.subList(old, start));
            old = start;
            assertThat(hunk.newStart()).isEqualTo(hunk.newLines() == 0 ? result.size() : result.size() + 1);
            for (Line line : hunk.lines()) {
                if (line.kind() != Kind.ADDED) {
                    assertThat(Objects.requireNonNullElse(line.oldLine(), 0)).isEqualTo(old + 1);
                    assertThat(line.text()).isEqualTo(before.get(old));
                    old++;
                }
                if (line.kind() != Kind.REMOVED) {
                    result.add(line.text());
                    assertThat(Objects.requireNonNullElse(line.newLine(), 0)).isEqualTo(result.size());
                }
            }
        }
        result.addAll(before.subList(old, before.size()));
        return result;
    }
}
