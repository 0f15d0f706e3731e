package dev.keelson.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.core.error.KeelsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile specs of the largest size: each must end soon, with an answer or with violations. */
class SpecHardeningTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String HEAD = "# T\n\n## Purpose\n\nP.\n\n## Output\n\n- `a` (string): A.\n\n## Input\n\n";

    /** Text that is repeated until the spec is full. */
    record Flood(String name, String unit) {

        String fill(String head) {
            long lines = unit.chars().filter(c -> c == '\n').count();
            int fitting = (SpecLimits.MAX_BYTES - head.length()) / unit.getBytes(StandardCharsets.UTF_8).length;
            int allowed = lines == 0 ? fitting : (int) ((SpecLimits.MAX_LINES - 100) / lines);
            return head + unit.repeat(Math.min(fitting, allowed));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Flood> floods() {
        return Stream.of(
                new Flood("quotes in quotes", ">"),
                new Flood("lists in lists", "- "),
                new Flood("numbered lists in lists", "1. "),
                new Flood("short lines", "x\n"),
                new Flood("brackets", "["),
                new Flood("closed brackets", "[a]("),
                new Flood("link definitions", "[a]: b\n"),
                new Flood("open link definitions", "[a]: <b\n"),
                new Flood("backticks", "`a``b```c"),
                new Flood("emphasis", "*a _b **"),
                new Flood("parentheses", "- `a` ((((((((((((((((\n"),
                new Flood("one long field", "(`/pattern,"),
                new Flood("many fields", "- `a` (string): A.\n"),
                new Flood("many enum fields", "- `a` (one of a, b, c, d, e, f): A.\n  - `z`: Z.\n"),
                new Flood("html", "<a <!-- <?\n"),
                new Flood("fences", "```\n\n~~~\n"),
                new Flood("headings", "## Inputs\n"),
                new Flood("underlined headings", "a\n-\n"),
                new Flood("empty lines", "\n"),
                new Flood("empty bullets", "-\n"),
                new Flood("tabs", "\t"),
                new Flood("astral characters", "\uD83D\uDE00"));
    }

    @ParameterizedTest
    @MethodSource("floods")
    void endsSoon(Flood flood) {
        for (String head :
                new String[] {HEAD, HEAD + "- `a` (one of ", HEAD + "- `a` (string): A.\n\n## Rules\n\n- "}) {
            String spec = flood.fill(head);

            Throwable failure = Assertions.assertTimeoutPreemptively(LIMIT, () -> catchThrowable(() -> compile(spec)));

            assertThat(failure == null || failure instanceof KeelsonException)
                    .as("ended with %s", failure)
                    .isTrue();
        }
    }

    @Test
    void aStaircaseOfListsIsRefusedWithoutOverflow() {
        String stairs = IntStream.range(0, 500)
                .mapToObj(level -> "  ".repeat(level) + "- `o` (object): O.")
                .collect(Collectors.joining("\n"));

        Throwable failure =
                Assertions.assertTimeoutPreemptively(LIMIT, () -> catchThrowable(() -> compile(HEAD + stairs)));

        assertThat(failure).isInstanceOf(KeelsonException.class);
    }

    @Test
    void aStaircaseInARuleOverflowsNoStack() {
        String stairs = IntStream.range(0, 60)
                .mapToObj(level -> "  ".repeat(level) + "- step " + level)
                .collect(Collectors.joining("\n"));
        String spec = HEAD + "- `a` (string): A.\n\n## Rules\n\n" + stairs;

        CompiledSpec compiled = Assertions.assertTimeoutPreemptively(LIMIT, () -> compile(spec));

        assertThat(compiled.rules())
                .singleElement()
                .extracting(Rule::text)
                .asString()
                .endsWith("- step 59");
    }

    @Test
    void randomMutationsOfAValidSpecFailOnlyAsInvalidSpecs() {
        String valid = SpecFiles.read("moderate-listing.md");
        String alphabet = "`()#->*:,/[]{}\"\n\t 1a\\|<!";
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            StringBuilder mutated = new StringBuilder(valid);
            for (int change = 0; change <= random.nextInt(8); change++) {
                int at = random.nextInt(mutated.length());
                mutated.replace(
                        at,
                        Math.min(mutated.length(), at + random.nextInt(4)),
                        String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
            }

            Throwable failure = catchThrowable(() -> compile(mutated.toString()));

            if (failure != null) {
                assertThat(failure).as(mutated.toString()).isInstanceOf(KeelsonException.class);
                int lines = mutated.toString().split("\n", -1).length;
                assertThat(((KeelsonException) failure).violations())
                        .allSatisfy(violation -> assertThat(violation.line()).isBetween(1, lines));
            }
        }
    }

    private static CompiledSpec compile(String spec) {
        return new MarkdownSpecCompiler().compile(spec);
    }
}
