package dev.keelson.adminui;

import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Targets of an alias as people type them: {@code 3}, or {@code 2:90 3:10} for shares of 90 and 10. */
final class TargetsText {
    private static final Pattern FORM = Pattern.compile("v?([1-9][0-9]{0,8})(?::([0-9]{1,9}))?");
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,+]+");
    private static final int MAX = 100;

    private TargetsText() {}

    /** Fails with {@link ErrorCode#REQUEST_INVALID}. */
    static List<AliasTarget> parse(String text) {
        return SEPARATOR
                .splitAsStream(text.strip())
                .filter(part -> !part.isEmpty())
                .limit(MAX)
                .map(TargetsText::target)
                .toList();
    }

    /** As it can be parsed again. */
    static String of(List<AliasTarget> targets) {
        if (targets.size() == 1) {
            return Integer.toString(targets.get(0).version());
        }
        return targets.stream()
                .map(target -> target.version() + ":" + target.weight())
                .collect(Collectors.joining(" "));
    }

    private static AliasTarget target(String part) {
        Matcher form = FORM.matcher(part);
        if (!form.matches()) {
            String message = "not a version: " + part + " (expected: 3, or 2:90 3:10 for shares)";
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID, message, List.of(Violation.at("/targets", "pattern", message)));
        }
        String weight = form.group(2);
        return new AliasTarget(Integer.parseInt(form.group(1)), weight == null ? 1 : Integer.parseInt(weight));
    }
}
