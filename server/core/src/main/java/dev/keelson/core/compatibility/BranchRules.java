package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;

/** Judges {@code anyOf} and {@code oneOf}: each alternative of the writing side must fit one of the reading side. */
final class BranchRules {
    private static final int MAX_BRANCHES = 64;

    private BranchRules() {}

    static void judge(ViewPair pair, Walk walk) {
        if (exchanged(pair)) {
            boolean old = pair.old().has("anyOf");
            judge(pair, new Keywords(old ? "anyOf" : "oneOf", old ? "oneOf" : "anyOf"), walk);
            return;
        }
        judge(pair, new Keywords("anyOf", "anyOf"), walk);
        judge(pair, new Keywords("oneOf", "oneOf"), walk);
    }

    /** Whether an anyOf became a oneOf, or the other way. */
    private static boolean exchanged(ViewPair pair) {
        boolean oldAny = pair.old().has("anyOf");
        boolean nextAny = pair.next().has("anyOf");
        return oldAny != pair.old().has("oneOf") && nextAny != pair.next().has("oneOf") && oldAny != nextAny;
    }

    private static void judge(ViewPair pair, Keywords keywords, Walk walk) {
        boolean old = pair.old().has(keywords.old());
        boolean next = pair.next().has(keywords.next());
        if (old != next) {
            judgeAlone(pair, keywords, walk);
        }
        if (old && next) {
            judgeBoth(pair, keywords, walk);
        }
    }

    /** One side knows alternatives and the other none: what that one allows may still fit an alternative. */
    private static void judgeAlone(ViewPair pair, Keywords keywords, Walk walk) {
        boolean added = pair.next().has(keywords.next());
        boolean readerHas = added == (walk.direction() == Direction.INPUT);
        boolean any = keywords.next().equals("anyOf");
        if (readerHas && fitsAnAlternative(pair, keywords, walk)) {
            walk.report(Rule.ANY_OF_BRANCH_COVERED, pair, keywords.next(), "");
            return;
        }
        Rule whenAdded = any ? Rule.ANY_OF_ADDED : Rule.ONE_OF_ADDED;
        Rule whenRemoved = any ? Rule.ANY_OF_REMOVED : Rule.ONE_OF_REMOVED;
        walk.report(added ? whenAdded : whenRemoved, pair, keywords.next(), "");
    }

    private static boolean fitsAnAlternative(ViewPair pair, Keywords keywords, Walk walk) {
        View writer = pair.writer(walk.direction());
        List<Place> alternatives = pair.reader(walk.direction()).place().list(keywords.next());
        if (keywords.next().equals("oneOf") && !Disjointness.of(alternatives)) {
            return false;
        }
        Set<ValueType> types = writer.allTypes();
        return !types.isEmpty()
                && types.size() < ValueType.values().length
                && alternatives.size() <= MAX_BRANCHES
                && types.stream()
                        .allMatch(type -> alternatives.stream()
                                .anyMatch(each -> walk.proves(pairOf(ofType(writer, type), each, walk))));
    }

    private static Pair pairOf(Place writer, Place reader, Walk walk) {
        return walk.direction() == Direction.INPUT ? new Pair(writer, reader) : new Pair(reader, writer);
    }

    /** The part of a schema that is of one type. */
    private static Place ofType(View view, ValueType type) {
        if (type == ValueType.NULL) {
            return view.place()
                    .with(
                            new ObjectNode(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance)
                                    .put("type", "null"),
                            "null");
        }
        ObjectNode schema = view.place().node().deepCopy();
        schema.set("type", TextNode.valueOf(type.keyword()));
        return view.place().with(schema, type.keyword());
    }

    private static void judgeBoth(ViewPair pair, Keywords keywords, Walk walk) {
        List<Place> old = pair.old().place().list(keywords.old());
        List<Place> next = pair.next().place().list(keywords.next());
        boolean input = walk.direction() == Direction.INPUT;
        boolean exclusive = (input ? keywords.next() : keywords.old()).equals("oneOf");
        if (old.size() > MAX_BRANCHES || next.size() > MAX_BRANCHES) {
            walk.report(Rule.LIMIT_REACHED, pair, keywords.next(), "");
            return;
        }
        if (exclusive && !same(pair, keywords) && !Disjointness.of(input ? next : old)) {
            walk.report(Rule.ONE_OF_OVERLAP, pair, keywords.next(), "");
        }
        boolean any = keywords.next().equals("anyOf");
        BranchMatching.Rules rules = new BranchMatching.Rules(
                any ? Rule.ANY_OF_BRANCH_ADDED : Rule.ONE_OF_BRANCH_ADDED,
                any ? Rule.ANY_OF_BRANCH_REMOVED : Rule.ONE_OF_BRANCH_REMOVED);
        new BranchMatching(old, next, walk).judge(rules);
    }

    private static boolean same(ViewPair pair, Keywords keywords) {
        return keywords.old().equals(keywords.next())
                && Sameness.of(
                        pair.old().place().at(keywords.old()),
                        pair.next().place().at(keywords.next()));
    }

    private record Keywords(String old, String next) {}
}
