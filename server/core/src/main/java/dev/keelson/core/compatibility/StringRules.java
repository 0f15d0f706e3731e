package dev.keelson.core.compatibility;

import java.util.List;
import java.util.Set;

/** Judges lengths, {@code pattern}, {@code format}, and the keywords of embedded content. */
final class StringRules {
    private static final List<String> CONTENT = List.of("contentEncoding", "contentMediaType", "contentSchema");

    private StringRules() {}

    static void judge(ViewPair pair, Set<ValueType> shared, Walk walk) {
        if (!shared.contains(ValueType.STRING)) {
            return;
        }
        Limit.MIN_LENGTH.judge(pair, walk);
        Limit.MAX_LENGTH.judge(pair, walk);
        judge(pair, "pattern", List.of(Rule.PATTERN_ADDED, Rule.PATTERN_CHANGED, Rule.PATTERN_REMOVED), walk);
        judge(pair, "format", List.of(Rule.FORMAT_ADDED, Rule.FORMAT_CHANGED, Rule.FORMAT_REMOVED), walk);
        CONTENT.stream()
                .filter(pair::differ)
                .forEach(keyword -> walk.report(Rule.CONTENT_CHANGED, pair, keyword, pair.change(keyword)));
    }

    private static void judge(ViewPair pair, String keyword, List<Rule> rules, Walk walk) {
        if (pair.differ(keyword)) {
            int rule = !pair.old().has(keyword) ? 0 : pair.next().has(keyword) ? 1 : 2;
            walk.report(rules.get(rule), pair, keyword, pair.change(keyword));
        }
    }
}
