package dev.keelson.core.compatibility;

import java.util.Set;

/** Judges what two schema objects assert by themselves, family by family of keywords. */
final class ViewRules {

    private ViewRules() {}

    static void judge(ViewPair pair, Walk walk) {
        if (!walk.spend()) {
            return;
        }
        if (pair.old().never() || pair.next().never()) {
            judgeNever(pair, walk);
            return;
        }
        TypeRules.judge(pair, walk);
        ValueRules.judge(pair, walk);
        Set<ValueType> shared = pair.sharedTypes();
        if (!ValueRules.listedAccepted(pair, walk.direction())) {
            NumberRules.judge(pair, shared, walk);
            StringRules.judge(pair, shared, walk);
        }
        if (shared.contains(ValueType.ARRAY)) {
            ArrayRules.judge(pair, walk);
        }
        if (shared.contains(ValueType.OBJECT)) {
            ObjectRules.judge(pair, walk);
        }
        ArrayRules.judgeContradiction(pair, walk);
        UnevaluatedRules.judge(pair, walk);
        BranchRules.judge(pair, walk);
        NegationRules.judge(pair, walk);
        ConditionRules.judge(pair, walk);
        KeywordRules.judge(pair, walk);
    }

    private static void judgeNever(ViewPair pair, Walk walk) {
        boolean old = pair.old().never();
        if (old != pair.next().never()) {
            walk.report(
                    old ? Rule.SCHEMA_ALLOWED : Rule.SCHEMA_FORBIDDEN,
                    pair.next().place(),
                    "",
                    "");
        }
    }
}
