package dev.keelson.core.spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first paragraph of a field's bullet, cut into its parts.
 *
 * @param parts what stands between the parentheses, cut at the commas
 * @param description empty when there is none
 */
record FieldLine(String name, List<String> parts, String description) {
    private static final String FORM = "(expected: - `name` (type, qualifiers): description)";
    private static final Pattern NAME = Pattern.compile("`([^`\n]*)`[ \t\n]*");

    /** Empty when the line has not the form of a field; that is reported then. */
    static Optional<FieldLine> read(String text, SpecProblems.At at) {
        Matcher name = NAME.matcher(text);
        if (!name.lookingAt()) {
            at.report(
                    SpecProblem.FIELD_FORM,
                    "this bullet starts with " + SpecProblems.quote(text) + ", no name in backticks " + FORM);
            return Optional.empty();
        }
        int open = name.end();
        if (open == text.length() || text.charAt(open) != '(') {
            at.report(SpecProblem.TYPE_MISSING, "field \"" + name.group(1) + "\" has no type behind its name " + FORM);
            return Optional.empty();
        }
        var parentheses = Parentheses.read(text, open);
        if (parentheses.isEmpty()) {
            at.report(
                    SpecProblem.FIELD_FORM,
                    "field \"" + name.group(1) + "\" has an open parenthesis, backtick or /pattern/ " + FORM);
        }
        return parentheses.flatMap(inner -> withDescription(name.group(1), inner, text, at));
    }

    private static Optional<FieldLine> withDescription(
            String name, Parentheses inner, String text, SpecProblems.At at) {
        String rest = text.substring(inner.end()).strip();
        if (!rest.isEmpty() && !rest.startsWith(":")) {
            at.report(
                    SpecProblem.FIELD_FORM,
                    "field \"" + name + "\" goes on with " + SpecProblems.quote(rest) + " behind its type " + FORM);
            return Optional.empty();
        }
        String description = rest.isEmpty() ? "" : RuleIds.fold(rest.substring(1));
        if (description.isEmpty()) {
            at.report(
                    SpecProblem.DESCRIPTION_MISSING,
                    "field \"" + name + "\" has no description (expected: a colon and what the field means)");
        }
        return Optional.of(new FieldLine(name, inner.parts(), description));
    }
}
