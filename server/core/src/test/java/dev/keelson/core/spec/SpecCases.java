package dev.keelson.core.spec;

import static dev.keelson.core.spec.SpecViolationTest.change;

import dev.keelson.core.spec.SpecViolationTest.Case;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One broken spec for each thing that can be wrong; {@code <<<} ends the lines to be named. */
final class SpecCases {

    private SpecCases() {}

    static List<Case> form() {
        return List.of(
                new Case(
                        SpecProblem.MARKERS_TOO_DEEP,
                        change(
                                "Say what it is.",
                                "Say it.\n" + "> ".repeat(80) + "x <<<\n" + "- ".repeat(65) + "x <<<"),
                        "first 159 characters"),
                new Case(
                        SpecProblem.CHARACTER_REFUSED,
                        change("Say what it is.", "a\u202Eb <<<\na\u0000b <<<\na\uD800b <<<\na\uDB40\uDC41b <<<"),
                        "U+202E at column 2"),
                new Case(SpecProblem.TITLE_MISSING, change("# Title\n", " <<<\n"), "# Title"),
                new Case(SpecProblem.TITLE_MISSING, change("# Title\n", "# <<<\n"), "empty"),
                new Case(SpecProblem.TITLE_REPEATED, change("- Keep calm.", "- Keep.\n\n# Other <<<"), "\"Other\""),
                new Case(SpecProblem.TITLE_TOO_LONG, change("# Title", "# " + "t".repeat(201) + " <<<"), "201"),
                new Case(
                        SpecProblem.SECTION_MISSING,
                        " <<<\n" + change("## Purpose\n\nSay what it is.\n", ""),
                        "## Purpose"),
                new Case(SpecProblem.SECTION_UNKNOWN, change("## Rules", "## Rulez <<<"), "did you mean \"Rules\"?"),
                new Case(SpecProblem.SECTION_UNKNOWN, change("## Rules", "## Notes <<<"), "Purpose, Input, Output"),
                new Case(
                        SpecProblem.SECTION_UNKNOWN,
                        change("- Keep calm.", "- Keep.\n\nSome text <<<\n---\n\nMore text."),
                        "because --- stands below it"),
                new Case(
                        SpecProblem.SECTION_REPEATED,
                        change("- Keep calm.", "- Keep.\n\n## Purpose <<<\n\nMore."),
                        "line 3"),
                new Case(
                        SpecProblem.SECTION_EMPTY,
                        change("- Keep calm.", "").replace("## Rules", "## Rules <<<"),
                        "empty"),
                new Case(
                        SpecProblem.CONTENT_UNEXPECTED,
                        change("# Title\n", "# Title\n\nWords. <<<\n"),
                        "before the first section"),
                new Case(SpecProblem.CONTENT_UNEXPECTED, change("- Keep calm.", "Words: <<<\n\n- Keep."), "list"),
                new Case(
                        SpecProblem.CONTENT_UNEXPECTED,
                        change("- Keep calm.", "- Keep.\n\n  > Quote <<<"),
                        "sentences and lists"),
                new Case(
                        SpecProblem.CONTENT_UNEXPECTED,
                        change("- `text` (string)", "Words: <<<\n\n- `text` (string)"),
                        "no bullet"),
                new Case(
                        SpecProblem.CONTENT_UNEXPECTED,
                        change("- `text` (string)", "    - `other` (string): Other. <<<\n\n- `text` (string)"),
                        "indented like code"),
                new Case(
                        SpecProblem.COMMENT_NOT_CLOSED,
                        change("- Keep calm.", "- Keep.\n\n<!-- note <<<\n") + "x",
                        "closing -->"),
                new Case(
                        SpecProblem.CODE_NOT_CLOSED,
                        change("```json\n{\"kind\": \"a\"}\n```\n", "```json <<<\n{\"kind\": \"a\"}\n"),
                        "closing fence"));
    }

    static List<Case> fields() {
        return List.of(
                input(SpecProblem.FIELD_FORM, "- text (string): The text. <<<", "backticks"),
                input(SpecProblem.FIELD_FORM, "- `text` (string: The text. <<<", "open parenthesis"),
                input(SpecProblem.FIELD_FORM, "- `text` (string, pattern /[/): The text. <<<", "open parenthesis"),
                input(SpecProblem.FIELD_FORM, "- `text` (string) is text: The text. <<<", "goes on with"),
                input(SpecProblem.FIELD_FORM, "- <<<", "backticks"),
                input(SpecProblem.FIELD_NAME, "- `1st` (string): A. <<<\n- `a b` (string): A. <<<", "\"1st\""),
                input(SpecProblem.FIELD_NAME, "- `" + "n".repeat(65) + "` (string): A. <<<", "63"),
                input(SpecProblem.FIELD_NAME, "- `na\u00EFve` (string): A. <<<\n- `` (string): A. <<<", "letter"),
                input(SpecProblem.FIELD_NAME, "- `__proto__` (string): A. <<<", "reserved"),
                input(SpecProblem.FIELD_REPEATED, "- `a` (string): A.\n- `a` (date): A. <<<", "line 9"),
                input(
                        SpecProblem.FIELD_REPEATED,
                        "- `o` (object): O.\n  - `a` (string): A.\n  - `a` (date): A. <<<",
                        "line 10"),
                input(SpecProblem.FIELDS_TOO_MANY, many(200, "- `f%d` (string): F.") + "\n- `x` (date): X. <<<", "200"),
                input(SpecProblem.FIELDS_TOO_DEEP, deep(6) + "\n" + "  ".repeat(6) + "- `x` (date): X. <<<", "6"),
                input(SpecProblem.DESCRIPTION_MISSING, "- `a` (string) <<<\n- `b` (string): <<<", "colon"),
                input(SpecProblem.TYPE_MISSING, "- `a`: A. <<<", "no type"),
                input(SpecProblem.TYPE_MISSING, "- `a` (): A. <<<", "the type first"),
                input(SpecProblem.TYPE_MISSING, "- `a` (optional, string): A. <<<", "the type first"),
                input(SpecProblem.TYPE_UNKNOWN, "- `a` (sting): A. <<<", "did you mean \"string\"?"),
                input(SpecProblem.TYPE_UNKNOWN, "- `a` (list of strnigs): A. <<<", "did you mean \"strings\"?"),
                new Case(
                        SpecProblem.TYPE_MISPLACED,
                        change("## Output\n", "## Output\n\n- `p` (image, optional): A. <<<"),
                        "input only"),
                input(SpecProblem.TYPE_UNKNOWN, "- `a` (bool): A. <<<", "did you mean \"boolean\"?"),
                input(SpecProblem.TYPE_UNKNOWN, "- `a` (list of lists of strings): A. <<<", "list of objects"),
                input(SpecProblem.TYPE_UNKNOWN, "- `a` (string (long)): A. <<<", "no type"),
                input(SpecProblem.OBJECT_EMPTY, "- `a` (object): A. <<<\n- `b` (list of objects): B. <<<", "bullets"),
                input(SpecProblem.NESTED_UNEXPECTED, "- `a` (string): A.\n  - `b` (string): B. <<<", "only below"),
                input(SpecProblem.NESTED_UNEXPECTED, "- `a` (string): A.\n\n  > quote <<<", "only below"),
                input(SpecProblem.ENUM_VALUE, "- `a` (one of x, y or z): A. <<<", "\"y or z\" reads like two values"),
                input(SpecProblem.ENUM_VALUE, "- `a` (one of x, , z): A. <<<", "empty value"),
                input(SpecProblem.ENUM_VALUE, "- `a` (one of " + "x".repeat(101) + "): A. <<<", "101"),
                input(SpecProblem.ENUM_VALUE_REPEATED, "- `a` (one of x, y, `x`): A. <<<", "\"x\""),
                input(SpecProblem.ENUM_TOO_LONG, "- `a` (one of " + values(101) + "): A. <<<", "101 values"),
                input(SpecProblem.MEANING_FORM, "- `a` (one of x): A.\n  - x: X. <<<", "`value`: meaning"),
                input(SpecProblem.MEANING_FORM, "- `a` (one of x): A.\n  - `x`: <<<", "`value`: meaning"),
                input(
                        SpecProblem.MEANING_UNKNOWN,
                        "- `a` (list of one of left, right): A.\n  - `rihgt`: R. <<<",
                        "did you mean \"right\"?"),
                input(
                        SpecProblem.MEANING_REPEATED,
                        "- `a` (one of x): A.\n  - `x`: X.\n  - `x`: Y. <<<",
                        "one bullet"));
    }

    static List<Case> qualifiers() {
        return List.of(
                input(SpecProblem.QUALIFIER_UNKNOWN, "- `a` (string, optinal): A. <<<", "did you mean \"optional\"?"),
                input(SpecProblem.QUALIFIER_UNKNOWN, "- `a` (string, maximum 5): A. <<<", "did you mean \"max\"?"),
                input(SpecProblem.QUALIFIER_UNKNOWN, "- `a` (string,): A. <<<", "\"\" is no qualifier"),
                input(SpecProblem.QUALIFIER_REPEATED, "- `a` (string, max 5, max 6): A. <<<", "twice"),
                input(SpecProblem.QUALIFIER_REPEATED, "- `a` (string, optional, required): A. <<<", "one of them"),
                input(
                        SpecProblem.QUALIFIER_MISFIT,
                        "- `a` (boolean, min 1): A. <<<\n- `b` (date, max 1): B. <<<",
                        "min"),
                input(SpecProblem.QUALIFIER_MISFIT, "- `a` (one of x, max 1): A. <<<", "one of"),
                input(SpecProblem.QUALIFIER_MISFIT, "- `a` (integer, pattern /1/): A. <<<", "pattern"),
                input(SpecProblem.QUALIFIER_MISFIT, "- `a` (list of strings, pattern /1/): A. <<<", "type list"),
                input(SpecProblem.QUALIFIER_VALUE, "- `a` (string, max): A. <<<", "incomplete"),
                input(SpecProblem.QUALIFIER_VALUE, "- `a` (string, max ten): A. <<<", "\"ten\""),
                input(SpecProblem.QUALIFIER_VALUE, "- `a` (string, max 1.5): A. <<<", "whole number of characters"),
                input(SpecProblem.QUALIFIER_VALUE, "- `a` (list of dates, min -1): A. <<<", "items"),
                input(SpecProblem.QUALIFIER_VALUE, "- `a` (integer, max 0.5): A. <<<", "integer"),
                input(SpecProblem.QUALIFIER_VALUE, "- `a` (number, max 1e9): A. <<<", "0.5"),
                input(SpecProblem.QUALIFIER_VALUE, "- `a` (string, optional please): A. <<<", "too long"),
                input(SpecProblem.QUALIFIER_VALUE, "- `a` (one of b, max): A. <<<", "incomplete"),
                input(SpecProblem.BOUNDS_REVERSED, "- `a` (number, min 2, max 1): A. <<<", "min 2 is above max 1"),
                pattern("a(", "missing"),
                pattern("(a+)+\\1", "back references"),
                pattern("(?=a)a", "(?=a"),
                pattern("(?i)a", "(?i"),
                pattern("\\Aa", "\\A"),
                pattern("((a{40}){40}){40}", "product"),
                pattern("a{999}".repeat(3), "too costly"),
                pattern("a".repeat(501), "500"),
                input(SpecProblem.PATTERN_INVALID, "- `a` (string, pattern abc): A. <<<", "slashes"));
    }

    static List<Case> rulesAndExamples() {
        return List.of(
                new Case(SpecProblem.RULE_EMPTY, change("- Keep calm.", "- Keep.\n- <<<"), "sentence"),
                new Case(SpecProblem.RULE_REPEATED, change("- Keep calm.", "- A b.\n- B.\n- a  B. <<<"), "line 18"),
                new Case(
                        SpecProblem.RULES_TOO_MANY,
                        change("- Keep calm.", many(200, "- Rule %d.") + "\n- One more. <<<\n- And more."),
                        "200"),
                new Case(SpecProblem.EXAMPLE_FORM, change("### One", "Words. <<<\n\n### One"), "### title"),
                new Case(SpecProblem.EXAMPLE_FORM, change("### One", "### <<<"), "title"),
                new Case(SpecProblem.EXAMPLE_FORM, change("### One", "### One\n\nWords. <<<\n"), "Words"),
                new Case(SpecProblem.EXAMPLE_FORM, change("Output:\n", "Words. <<<\n\nOutput:\n"), "Words"),
                new Case(SpecProblem.EXAMPLE_FORM, change("Output:\n```json", "Output:\n```yaml <<<"), "not yaml"),
                new Case(
                        SpecProblem.EXAMPLE_FORM,
                        change("Output:\n", "Input:\n``` <<<\n{\"text\": \"y\"}\n```\nOutput:\n"),
                        "one input block"),
                new Case(
                        SpecProblem.EXAMPLE_REPEATED,
                        change(
                                "### One",
                                "### One\n\nInput:\n```\n{\"text\":\"\"}\n```\nOutput:\n```\n{\"kind\":\"b\"}\n```\n"
                                        + "### One <<<"),
                        "line 22"),
                new Case(SpecProblem.EXAMPLES_TOO_MANY, change("### One", examples(50) + "### One <<<"), "50"),
                new Case(SpecProblem.EXAMPLE_JSON, change("{\"text\": \"x\"}", "{\n\"text\": x} <<<"), "input"),
                new Case(
                        SpecProblem.EXAMPLE_JSON,
                        change("{\"text\": \"x\"}\n", "").replace("Input:\n```json", "Input:\n```json <<<"),
                        "empty"),
                new Case(
                        SpecProblem.EXAMPLE_JSON,
                        change("{\"text\": \"x\"}", "{\"text\": 1, \"text\": 2} <<<"),
                        "Duplicate"),
                new Case(SpecProblem.EXAMPLE_INVALID, change("{\"text\": \"x\"}", "{} <<<"), "input: ", "text"),
                new Case(SpecProblem.EXAMPLE_INVALID, change("\"x\"}", "\"x\", \"z\": 1} <<<"), "input", "z"));
    }

    private static Case input(SpecProblem problem, String bullets, String words) {
        return new Case(
                problem, change("- `text` (string): The text.", bullets).replace("{\"text\": \"x\"}", "{}"), words);
    }

    private static Case pattern(String expression, String words) {
        return input(SpecProblem.PATTERN_INVALID, "- `a` (string, pattern /" + expression + "/): A. <<<", words);
    }

    private static String many(int count, String form) {
        return IntStream.rangeClosed(1, count).mapToObj(form::formatted).collect(Collectors.joining("\n"));
    }

    private static String values(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
    }

    private static String deep(int levels) {
        return IntStream.range(0, levels)
                .mapToObj(level -> "  ".repeat(level) + "- `o` (object): O.")
                .collect(Collectors.joining("\n"));
    }

    private static String examples(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "### E" + i
                        + "\nInput:\n```json\n{\"text\": \"x\"}\n```\nOutput:\n```json\n{\"kind\": \"a\"}\n```\n")
                .collect(Collectors.joining());
    }
}
