package dev.keelson.core.compatibility;

/** Judges {@code if}, {@code then} and {@code else}. */
final class ConditionRules {

    private ConditionRules() {}

    static void judge(ViewPair pair, Walk walk) {
        boolean old = applies(pair.old());
        boolean next = applies(pair.next());
        if (old != next) {
            walk.report(old ? Rule.CONDITION_REMOVED : Rule.CONDITION_ADDED, pair, "if", "");
        }
        if (!old || !next) {
            return;
        }
        Pair condition =
                new Pair(pair.old().place().at("if"), pair.next().place().at("if"));
        if (!walk.proves(condition, Direction.INPUT) || !walk.proves(condition, Direction.OUTPUT)) {
            walk.report(Rule.CONDITION_CHANGED, pair, "if", "");
            return;
        }
        walk.compare(branch(pair, "then"));
        walk.compare(branch(pair, "else"));
    }

    private static Pair branch(ViewPair pair, String keyword) {
        return new Pair(pair.old().place().schema(keyword), pair.next().place().schema(keyword));
    }

    private static boolean applies(View view) {
        return view.has("if") && (view.has("then") || view.has("else"));
    }
}
