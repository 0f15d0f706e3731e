package dev.keelson.core.compatibility;

import java.util.List;
import java.util.Set;

/**
 * Judges {@code unevaluatedProperties} and {@code unevaluatedItems} where other schemas apply in place: which properties
 * and items are left to them depends on those schemas, so all that is not the same is taken as a risk. Elsewhere they are
 * what {@code additionalProperties} and {@code items} are, and judged as these.
 */
final class UnevaluatedRules {
    private static final List<String> KEYWORDS = List.of("unevaluatedProperties", "unevaluatedItems");
    private static final Set<String> IN_PLACE = Set.of(
            "$ref",
            "$dynamicRef",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "if",
            "then",
            "else",
            "dependentSchemas",
            "dependencies",
            "contains");

    private UnevaluatedRules() {}

    static void judge(ViewPair pair, Walk walk) {
        for (String keyword : KEYWORDS) {
            boolean old = applies(pair.old(), keyword);
            boolean next = applies(pair.next(), keyword);
            if (old && next && !Sameness.of(pair.old().place(), pair.next().place())) {
                walk.report(Rule.UNEVALUATED_ENTANGLED, pair, keyword, "");
            }
            if (old != next) {
                walk.report(old ? Rule.UNEVALUATED_REMOVED : Rule.UNEVALUATED_ADDED, pair, keyword, "");
            }
        }
    }

    /** Whether other schemas apply in place, by which more or less is left unevaluated. */
    static boolean entangled(View view) {
        return IN_PLACE.stream().anyMatch(view::has);
    }

    private static boolean applies(View view, String keyword) {
        return view.has(keyword) && entangled(view);
    }
}
