package dev.keelson.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecViolationTest {
    /** Ends the lines that a violation must name; removed before compiling. */
    private static final String MARK = " <<<";

    private static final String VALID = """
            # Title

            ## Purpose

            Say what it is.

            ## Input

            - `text` (string): The text.

            ## Output

            - `kind` (one of a, b): Its kind.
              - `a`: First.

            ## Rules

            - Keep calm.

            ## Examples

            ### One

            Input:
            ```json
            {"text": "x"}
            ```
            Output:
            ```json
            {"kind": "a"}
            ```
            """;

    /** A spec with exactly one kind of violation, on the marked lines. */
    record Case(SpecProblem problem, String spec, String... words) {

        @Override
        public String toString() {
            return problem + " " + Arrays.toString(words);
        }

        List<Integer> markedLines() {
            List<String> lines = spec.lines().toList();
            return IntStream.range(0, lines.size())
                    .filter(index -> lines.get(index).endsWith(MARK))
                    .mapToObj(index -> index + 1)
                    .toList();
        }
    }

    static Stream<Case> cases() {
        return Stream.of(SpecCases.form(), SpecCases.fields(), SpecCases.qualifiers(), SpecCases.rulesAndExamples())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void namesTheLineAndWhatIsExpected(Case broken) {
        List<Violation> violations = violations(broken.spec().replace(MARK, ""));

        assertThat(violations)
                .allSatisfy(violation ->
                        assertThat(violation.rule()).isEqualTo(broken.problem().id()))
                .allSatisfy(violation -> assertThat(violation.message()).contains("(expected: "))
                .extracting(Violation::line)
                .isEqualTo(broken.markedLines());
        assertThat(violations.get(0).message()).contains(broken.words());
    }

    @Test
    void everyProblemHasACase() {
        Set<SpecProblem> covered =
                cases().map(Case::problem).collect(Collectors.toCollection(() -> EnumSet.noneOf(SpecProblem.class)));

        assertThat(EnumSet.complementOf(EnumSet.copyOf(covered)))
                .containsExactlyInAnyOrder(
                        SpecProblem.SPEC_TOO_LARGE, SpecProblem.PROSE_TOO_SHORT, SpecProblem.VIOLATIONS_CUT);
    }

    @Test
    void theCasesStartFromAValidSpec() {
        assertThat(new MarkdownSpecCompiler().compile(VALID).title()).isEqualTo("Title");
    }

    @Test
    void findsAllViolationsAtOnceInOrderOfTheirLines() {
        String spec = change("(string): The text.", "(strin): The text.")
                .replace("- Keep calm.", "- Keep calm.\n- keep  CALM.")
                .replace("{\"kind\": \"a\"}", "{\"kind\": \"c\"}")
                .replace("## Purpose", "## Purpos");

        assertThat(violations(spec))
                .extracting(Violation::rule)
                .containsExactly("section_unknown", "type_unknown", "rule_repeated", "example_invalid");
    }

    @Test
    void namesThePointerAndLineOfAWrongValueInAnExample() {
        String spec = change("{\"kind\": \"a\"}", "{\n  \"kind\":\n    \"c\"\n}");

        assertThat(violations(spec)).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo("/kind");
            assertThat(spec.lines().toList().get(Objects.requireNonNullElse(violation.line(), 1) - 1))
                    .isEqualTo("    \"c\"");
            assertThat(violation.message()).startsWith("example \"One\", output /kind: ");
        });
    }

    @Test
    void refusesASpecAboveTheLimitWithoutReadingIt() {
        String spec = VALID + "x".repeat(SpecLimits.MAX_BYTES);
        String wide = VALID + "\u00E9".repeat(SpecLimits.MAX_BYTES / 2);

        assertThat(violations(spec)).extracting(Violation::rule).containsExactly("spec_too_large");
        assertThat(violations(wide)).extracting(Violation::rule).containsExactly("spec_too_large");
        assertThat(violations(VALID + "\n".repeat(SpecLimits.MAX_LINES)))
                .extracting(Violation::rule)
                .containsExactly("spec_too_large");
    }

    @Test
    void cutsTheListOfViolationsAndSaysSo() {
        String spec = change("- Keep calm.", "text\n\n".repeat(1_000));

        List<Violation> violations = violations(spec);

        assertThat(violations).hasSize(SpecLimits.MAX_VIOLATIONS + 1);
        assertThat(violations.get(SpecLimits.MAX_VIOLATIONS).rule()).isEqualTo("violations_cut");
        assertThat(violations.get(SpecLimits.MAX_VIOLATIONS).message()).startsWith("800 more violations");
    }

    static String change(String part, String replacement) {
        assertThat(VALID).contains(part);
        return VALID.replace(part, replacement);
    }

    static List<Violation> violations(String spec) {
        var failure = catchThrowableOfType(
                KeelsonException.class,
                () -> assertThat(new MarkdownSpecCompiler().compile(spec)).isNull());
        assertThat(failure.code()).isEqualTo(ErrorCode.SPEC_INVALID);
        return new ArrayList<>(failure.violations());
    }
}
