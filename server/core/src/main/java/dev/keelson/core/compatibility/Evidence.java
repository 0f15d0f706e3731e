package dev.keelson.core.compatibility;

import dev.keelson.core.error.Violation;
import java.util.ArrayList;
import java.util.List;

/** How bad the change is that a counter-example shows, judged by where in the instance the violations are. */
final class Evidence {
    private static final List<String> NAMED = List.of("properties", "patternProperties");
    private static final List<String> ITEMS = List.of("items", "prefixItems", "additionalProperties");

    private Evidence() {}

    /** Larger for worse changes, and of those for the ones whose place is met most closely. */
    static int of(CounterExample example, List<ContractChange> changes) {
        int best = 0;
        for (ContractChange change : changes) {
            if (change.direction() == example.direction()) {
                for (Violation violation : example.violations()) {
                    best = Math.max(best, weight(change, violation));
                }
            }
        }
        return best;
    }

    private static int weight(ContractChange change, Violation violation) {
        boolean sameKeyword = change.pointer().endsWith('/' + violation.rule());
        boolean samePlace = samePlace(path(change.pointer()), violation.pointer());
        return severity(change.changeClass()) * 4
                + (samePlace ? 2 : 0)
                + (samePlace && sameKeyword ? 1 : 0)
                - (samePlace || sameKeyword ? 0 : 100);
    }

    private static int severity(ChangeClass changeClass) {
        return switch (changeClass) {
            case NONE, DOC, BEHAVIOUR, COMPATIBLE -> 0;
            case RISKY -> 1;
            case BREAKING -> 2;
        };
    }

    /** Names of properties, and a star for items, on the way to a keyword. */
    private static List<String> path(String pointer) {
        List<String> path = new ArrayList<>();
        String[] segments = pointer.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            String keyword = segments[i];
            if (NAMED.contains(keyword) && i + 1 < segments.length) {
                i++;
                path.add(keyword.equals("properties") ? segments[i] : "*");
            } else if (ITEMS.contains(keyword)) {
                path.add("*");
            }
        }
        return path;
    }

    private static boolean samePlace(List<String> path, String pointer) {
        String[] segments =
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
        boolean same = segments.length == path.size() || segments.length + 1 == path.size();
        for (int i = 0; same && i < segments.length; i++) {
            same = path.get(i).equals("*") || path.get(i).equals(segments[i]);
        }
        return same;
    }
}
