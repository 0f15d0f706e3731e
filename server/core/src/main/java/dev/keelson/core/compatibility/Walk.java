package dev.keelson.core.compatibility;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One pass over an old and a new schema in one direction: what was visited, what was found, and how much work is left.
 * A pair that is met again below itself is taken as judged: what differs there is reported where it was met first.
 *
 * <p>A trial is a pass inside a pass that reports nothing and tells only whether all is compatible, that is whether the
 * reading schema accepts all that the writing one allows. Confined to one thread.
 */
final class Walk {
    static final int MAX_DEPTH = 80;
    private static final int MAX_STEPS = 20_000;
    private static final int MAX_CHANGES = 1_000;
    /** The part of a pointer that stands for what a schema implies, and is not in the document. */
    private static final String DERIVED = "/[^/]*~(?=/|$)";

    private final Direction direction;
    private final @Nullable Walk around;
    private final Budget budget;
    private final Set<Visit> visited = new HashSet<>();
    private final List<ContractChange> changes = new ArrayList<>();
    private ChangeClass worst = ChangeClass.NONE;
    private int depth;

    Walk(Direction direction) {
        this.direction = direction;
        this.around = null;
        this.budget = new Budget();
    }

    private Walk(Walk around, Direction direction) {
        this.direction = direction;
        this.around = around;
        this.budget = around.budget;
        this.depth = around.depth;
    }

    Direction direction() {
        return direction;
    }

    boolean isTrial() {
        return around != null;
    }

    List<ContractChange> changes() {
        return changes;
    }

    ChangeClass worst() {
        return worst;
    }

    void compare(Pair pair) {
        if (!enter(pair)) {
            return;
        }
        depth++;
        SchemaRules.judge(pair, this);
        depth--;
    }

    /** Whether the reading schema accepts all that the writing one allows. */
    boolean proves(Pair pair) {
        return proves(pair, direction);
    }

    /** As {@link #proves(Pair)}, with the roles that another direction gives. */
    boolean proves(Pair pair, Direction roles) {
        return trial(roles, walk -> walk.compare(pair));
    }

    boolean proves(ViewPair pair) {
        return trial(direction, walk -> ViewRules.judge(pair, walk));
    }

    private boolean trial(Direction roles, Consumer<Walk> judging) {
        Walk trial = new Walk(this, roles);
        if (!spend()) {
            return false;
        }
        judging.accept(trial);
        return trial.worst.compareTo(ChangeClass.COMPATIBLE) <= 0;
    }

    /** Takes one step; false when none is left, which is reported. */
    boolean spend() {
        if (budget.steps > MAX_STEPS) {
            worst = worst.worse(ChangeClass.RISKY);
            return false;
        }
        budget.steps++;
        return true;
    }

    boolean exhausted() {
        return budget.steps > MAX_STEPS || budget.tooDeep;
    }

    /** Reports a change at a keyword of a schema; {@code keyword} may be a path of keys, or empty for the schema itself. */
    void report(Rule rule, Place where, String keyword, String detail) {
        ChangeClass changeClass = rule.changeClass(direction);
        worst = worst.worse(changeClass);
        if (isTrial() || changes.size() >= MAX_CHANGES) {
            return;
        }
        String pointer = where.pointer().replaceAll(DERIVED, "") + (keyword.isEmpty() ? "" : '/' + keyword);
        String reason = rule.meaning() + (detail.isEmpty() ? "" : ": " + detail);
        changes.add(new ContractChange(direction, pointer, changeClass, rule.id(direction), reason));
    }

    /** Reports at the new schema, or at the old one for a keyword that is gone. */
    void report(Rule rule, ViewPair pair, String keyword, String detail) {
        report(rule, pair.next().has(keyword) ? pair.next().place() : pair.where(keyword), keyword, detail);
    }

    private boolean enter(Pair pair) {
        if (isTrial() && worst.compareTo(ChangeClass.COMPATIBLE) > 0) {
            return false;
        }
        if (depth > MAX_DEPTH) {
            budget.tooDeep = true;
            worst = worst.worse(ChangeClass.RISKY);
            return false;
        }
        return spend()
                && unseen(new Visit(direction, pair.old().pointer(), pair.next().pointer()));
    }

    private boolean unseen(Visit visit) {
        for (Walk outer = around; outer != null; outer = outer.around) {
            if (outer.visited.contains(visit)) {
                return false;
            }
        }
        return visited.add(visit);
    }

    private record Visit(Direction roles, String old, String next) {}

    /** Shared by a pass and its trials. */
    private static final class Budget {
        private int steps;
        private boolean tooDeep;
    }
}
