package dev.keelson.evaluator.fieldmatch;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the setting {@code rules} and finds everything that is wrong with it, so that one look at the message is enough. */
final class RuleReader {
    private static final int MAX_RULES = 200;
    private static final int MAX_PATTERN = 1_000;
    private static final Set<String> CHECKS =
            Set.of("equals", "oneOf", "matches", "equalsInput", "containedInInput", "min", "max");
    private static final Set<String> OTHERS = Set.of("field", "required", "when");

    private final List<String> problems = new ArrayList<>();
    private String place = "rules";

    private RuleReader() {}

    /** Throws {@link PluginException} of type CONFIG that lists every problem. */
    static List<Rule> read(Object setting) {
        var reader = new RuleReader();
        List<Rule> rules = reader.rules(setting);
        if (!reader.problems.isEmpty()) {
            throw new PluginException(ErrorType.CONFIG, String.join("; ", reader.problems));
        }
        return rules;
    }

    private List<Rule> rules(Object setting) {
        if (!(setting instanceof List<?> list) || list.size() > MAX_RULES) {
            problem("", "(expected: a list of at most " + MAX_RULES + " rules)");
            return List.of();
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            place = "rules[" + i + "]";
            Rule rule = rule(list.get(i));
            if (rule != null) {
                rules.add(rule);
            }
        }
        return rules;
    }

    /** Null when there is a problem. */
    private @Nullable Rule rule(@Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> rule)) {
            problem("", "(expected: an object)");
            return null;
        }
        requireKnownKeys(rule);
        JsonPointer field = pointer(rule, "field");
        Check check = check(rule);
        boolean required = required(rule);
        Condition condition = rule.containsKey("when") ? condition(rule.get("when")) : null;
        return field == null || check == null ? null : new Rule(field, check, required, condition);
    }

    private void requireKnownKeys(Map<?, ?> rule) {
        rule.keySet().stream()
                .map(Object::toString)
                .filter(key -> !CHECKS.contains(key) && !OTHERS.contains(key))
                .forEach(key -> problem("." + key, "is not known"));
    }

    private @Nullable Check check(Map<?, ?> rule) {
        Set<String> named = new TreeSet<>(CHECKS);
        named.removeIf(key -> !rule.containsKey(key));
        if (named.equals(Set.of("min", "max")) || named.equals(Set.of("min")) || named.equals(Set.of("max"))) {
            return range(rule);
        }
        if (named.isEmpty() && Boolean.TRUE.equals(rule.get("required"))) {
            return new Check.Present();
        }
        if (named.size() != 1) {
            problem(
                    "",
                    "has " + (named.isEmpty() ? "no check" : named) + " (expected: one of equals, oneOf, matches, "
                            + "equalsInput, containedInInput, min and max, required)");
            return null;
        }
        return check(rule, named.iterator().next());
    }

    private @Nullable Check check(Map<?, ?> rule, String kind) {
        return switch (kind) {
            case "equals" -> new Check.OneOf(Collections.singletonList(rule.get("equals")));
            case "oneOf" -> oneOf(rule.get("oneOf"));
            case "matches" -> matches(rule.get("matches"));
            case "equalsInput" -> inputPlace(rule, kind, true);
            default -> inputPlace(rule, kind, false);
        };
    }

    private @Nullable Check oneOf(@Nullable Object values) {
        if (values instanceof List<?> list && !list.isEmpty()) {
            return new Check.OneOf(Collections.unmodifiableList(new ArrayList<>(list)));
        }
        problem(".oneOf", "(expected: a list of at least one value)");
        return null;
    }

    private @Nullable Check matches(@Nullable Object value) {
        if (!(value instanceof String pattern) || pattern.length() > MAX_PATTERN) {
            problem(".matches", "(expected: a regular expression of at most " + MAX_PATTERN + " characters)");
            return null;
        }
        try {
            return new Check.Matches(Pattern.compile(pattern));
        } catch (PatternSyntaxException broken) {
            problem(".matches", "\"" + pattern + "\": " + broken.getDescription());
            return null;
        }
    }

    private @Nullable Check inputPlace(Map<?, ?> rule, String kind, boolean exact) {
        JsonPointer pointer = pointer(rule, kind);
        if (pointer == null) {
            return null;
        }
        return exact ? new Check.EqualsInput(pointer) : new Check.ContainedInInput(pointer);
    }

    private @Nullable Check range(Map<?, ?> rule) {
        int before = problems.size();
        BigDecimal min = bound(rule, "min");
        BigDecimal max = bound(rule, "max");
        if (min != null && max != null && min.compareTo(max) > 0) {
            problem(".min", min + " (expected: <= max, which is " + max + ")");
        }
        return problems.size() > before ? null : new Check.Range(min, max);
    }

    private @Nullable BigDecimal bound(Map<?, ?> rule, String key) {
        if (rule.get(key) instanceof Number number) {
            return JsonEquality.decimal(number);
        }
        if (rule.containsKey(key)) {
            problem("." + key, "(expected: a number)");
        }
        return null;
    }

    private boolean required(Map<?, ?> rule) {
        if (!rule.containsKey("required") || rule.get("required") instanceof Boolean) {
            return !Boolean.FALSE.equals(rule.get("required"));
        }
        problem(".required", "(expected: true or false)");
        return true;
    }

    private @Nullable Condition condition(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> when) || !when.keySet().equals(Set.of("field", "equals"))) {
            problem(".when", "(expected: an object with field and equals)");
            return null;
        }
        String outer = place;
        place = outer + ".when";
        JsonPointer field = pointer(when, "field");
        place = outer;
        return field == null ? null : new Condition(field, when.get("equals"));
    }

    private @Nullable JsonPointer pointer(Map<?, ?> rule, String key) {
        if (!(rule.get(key) instanceof String text)) {
            problem("." + key, "(expected: a JSON Pointer, such as /address/city)");
            return null;
        }
        try {
            return JsonPointer.parse(text);
        } catch (IllegalArgumentException broken) {
            problem("." + key, String.valueOf(broken.getMessage()));
            return null;
        }
    }

    private void problem(String member, String what) {
        problems.add(place + member + ": " + what);
    }
}
