package dev.keelson.core.compatibility;

/** Judges {@code not}: what excludes more allows less. */
final class NegationRules {

    private NegationRules() {}

    static void judge(ViewPair pair, Walk walk) {
        boolean old = pair.old().has("not");
        boolean next = pair.next().has("not");
        if (old != next) {
            walk.report(old ? Rule.NOT_REMOVED : Rule.NOT_ADDED, pair, "not", "");
        }
        if (!old || !next) {
            return;
        }
        Pair excluded =
                new Pair(pair.old().place().at("not"), pair.next().place().at("not"));
        boolean widened = walk.proves(excluded, Direction.INPUT);
        boolean narrowed = walk.proves(excluded, Direction.OUTPUT);
        if (widened && narrowed) {
            return;
        }
        walk.report(widened ? Rule.NOT_WIDENED : narrowed ? Rule.NOT_NARROWED : Rule.NOT_CHANGED, pair, "not", "");
    }
}
