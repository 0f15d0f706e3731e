package dev.keelson.core.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Finds which old alternative became which new one, and judges pair by pair; an alternative of the writing side that fits
 * any of the reading side is no loss. Confined to one call.
 */
final class BranchMatching {
    private final List<Place> writers;
    private final List<Place> readers;
    private final List<Place> old;
    private final List<Place> next;
    private final Walk walk;
    private final List<Pair> pairs = new ArrayList<>();

    BranchMatching(List<Place> old, List<Place> next, Walk walk) {
        boolean input = walk.direction() == Direction.INPUT;
        this.writers = List.copyOf(input ? old : next);
        this.readers = List.copyOf(input ? next : old);
        this.old = new ArrayList<>(old);
        this.next = new ArrayList<>(next);
        this.walk = walk;
    }

    /** The rules for an alternative that only one side has. */
    record Rules(Rule added, Rule removed) {}

    void judge(Rules rules) {
        pairUp(Sameness::of);
        pairUp((before, after) -> walk.proves(new Pair(before, after)));
        pairUp(BranchMatching::alike);
        pairs.forEach(this::judgePaired);
        next.forEach(left -> unpaired(left, rules.added()));
        old.forEach(left -> unpaired(left, rules.removed()));
    }

    private void pairUp(BiPredicate<Place, Place> match) {
        for (Place after : List.copyOf(next)) {
            Optional<Place> partner = old.stream()
                    .filter(before -> walk.spend() && match.test(before, after))
                    .findFirst();
            partner.ifPresent(before -> {
                pairs.add(new Pair(before, after));
                old.remove(before);
                next.remove(after);
            });
        }
    }

    /** Alternatives that may be told apart by a type or a value are others, not the same changed. */
    private static boolean alike(Place before, Place after) {
        return !Disjointness.of(List.of(before, after));
    }

    private void judgePaired(Pair pair) {
        if (!walk.proves(pair) && covered(pair.writer(walk.direction()))) {
            walk.report(Rule.ANY_OF_BRANCH_COVERED, pair.next(), "", "");
            return;
        }
        walk.compare(pair);
    }

    private void unpaired(Place branch, Rule rule) {
        boolean written = writers.contains(branch);
        walk.report(written && covered(branch) ? Rule.ANY_OF_BRANCH_COVERED : rule, branch, "", "");
    }

    private boolean covered(Place writer) {
        boolean input = walk.direction() == Direction.INPUT;
        return readers.stream()
                .anyMatch(reader -> walk.proves(input ? new Pair(writer, reader) : new Pair(reader, writer)));
    }
}
