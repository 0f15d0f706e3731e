package dev.keelson.core.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Judges {@code properties} and {@code additionalProperties}: what was added, removed, renamed or described otherwise. */
final class PropertyRules {
    private final Properties old;
    private final Properties next;
    private final Walk walk;

    PropertyRules(ViewPair pair, Walk walk) {
        this.old = new Properties(pair.old());
        this.next = new Properties(pair.next());
        this.walk = walk;
    }

    void judge() {
        Set<String> names = ObjectRules.names(old.declared(), next.declared());
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (String name : names) {
            if (old.declares(name) && next.declares(name)) {
                walk.compare(new Pair(old.declared().at(name), next.declared().at(name)));
            } else {
                (old.declares(name) ? removed : added).add(name);
            }
        }
        judgeRenamed(added, removed);
        added.forEach(this::judgeAdded);
        removed.forEach(this::judgeRemoved);
        judgeAdditional();
    }

    /** Takes those out of both lists that are the same property under another name. */
    private void judgeRenamed(List<String> added, List<String> removed) {
        for (String name : List.copyOf(removed)) {
            List<String> twins =
                    added.stream().filter(other -> renamed(name, other)).toList();
            if (twins.size() == 1) {
                walk.report(
                        Rule.PROPERTY_RENAMED,
                        next.declared().at(twins.get(0)),
                        "",
                        Words.shortened(name) + " -> " + Words.shortened(twins.get(0)));
                removed.remove(name);
                added.remove(twins.get(0));
            }
        }
    }

    private boolean renamed(String before, String after) {
        Place one = old.declared().at(before);
        Place other = next.declared().at(after);
        String description = AnnotationRules.saying(one, "description")
                .keyword("description")
                .asText();
        return !description.isBlank()
                && description.equals(AnnotationRules.saying(other, "description")
                        .keyword("description")
                        .asText())
                && Sameness.of(one, other);
    }

    private void judgeAdded(String name) {
        List<Place> before = old.undeclared(name);
        Place after = next.declared().at(name);
        walk.report(addedRule(before, after), after, "", "");
    }

    private Rule addedRule(List<Place> before, Place after) {
        if (before.stream().anyMatch(Place::isNothing)) {
            return Rule.PROPERTY_ADDED;
        }
        boolean open = before.stream().allMatch(Place::isAnything);
        boolean input = walk.direction() == Direction.INPUT;
        if (open && (!input || !after.isAnything())) {
            return Rule.PROPERTY_ADDED_TO_OPEN;
        }
        boolean within = input
                ? before.stream().anyMatch(each -> walk.proves(new Pair(each, after)))
                : before.stream().allMatch(each -> walk.proves(new Pair(each, after)));
        return within ? Rule.PROPERTY_ADDED_WITHIN : Rule.PROPERTY_ADDED_TO_TYPED;
    }

    private void judgeRemoved(String name) {
        Place before = old.declared().at(name);
        List<Place> after = next.undeclared(name);
        walk.report(removedRule(before, after), before, "", "");
    }

    private Rule removedRule(Place before, List<Place> after) {
        if (after.stream().allMatch(Place::isAnything)) {
            return next.saysOpen() ? Rule.PROPERTY_REMOVED_FROM_OPEN : Rule.PROPERTY_REMOVED;
        }
        boolean accepted = after.stream().allMatch(each -> walk.proves(new Pair(before, each), Direction.INPUT));
        return accepted ? Rule.PROPERTY_REMOVED_FROM_OPEN : Rule.PROPERTY_REMOVED_FROM_CLOSED;
    }

    private void judgeAdditional() {
        Place before = old.additional();
        Place after = next.additional();
        if (before.isNothing() && !after.isNothing()) {
            walk.report(Rule.ADDITIONAL_PROPERTIES_ALLOWED, after, "", "");
            return;
        }
        if (after.isNothing() && !before.isNothing()) {
            walk.report(Rule.ADDITIONAL_PROPERTIES_FORBIDDEN, after, "", "");
            return;
        }
        walk.compare(new Pair(before, after));
    }
}
