package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Judges the keywords of objects but those that describe properties: what must be present, and how much of it. */
final class ObjectRules {

    private ObjectRules() {}

    static void judge(ViewPair pair, Walk walk) {
        Limit.MIN_PROPERTIES.judge(pair, walk);
        Limit.MAX_PROPERTIES.judge(pair, walk);
        new PropertyRules(pair, walk).judge();
        PatternRules.judge(pair, walk);
        judgeRequired(pair, walk);
        judgeNames(pair, walk);
        judgeDependentRequired(pair, walk);
        judgeDependentSchemas(pair, walk);
    }

    static Set<String> required(View view) {
        return strings(view.keyword("required"));
    }

    private static void judgeRequired(ViewPair pair, Walk walk) {
        Set<String> old = required(pair.old());
        Set<String> next = required(pair.next());
        for (String name : next) {
            if (!old.contains(name)) {
                boolean added = declares(pair.next(), name) && !declares(pair.old(), name);
                walk.report(
                        added ? Rule.PROPERTY_REQUIRED_ADDED : Rule.PROPERTY_BECAME_REQUIRED,
                        pair,
                        "required",
                        Words.shortened(name));
            }
        }
        for (String name : old) {
            if (!next.contains(name)) {
                boolean removed = declares(pair.old(), name) && !declares(pair.next(), name);
                walk.report(
                        removed ? Rule.PROPERTY_REQUIRED_REMOVED : Rule.PROPERTY_BECAME_OPTIONAL,
                        pair,
                        "required",
                        Words.shortened(name));
            }
        }
    }

    private static boolean declares(View view, String name) {
        return view.keyword("properties").has(name);
    }

    private static void judgeNames(ViewPair pair, Walk walk) {
        boolean old = pair.old().has("propertyNames");
        boolean next = pair.next().has("propertyNames");
        if (old != next) {
            walk.report(old ? Rule.PROPERTY_NAMES_REMOVED : Rule.PROPERTY_NAMES_ADDED, pair, "propertyNames", "");
        }
        if (old && next) {
            walk.compare(new Pair(
                    pair.old().place().at("propertyNames"), pair.next().place().at("propertyNames")));
        }
    }

    private static void judgeDependentRequired(ViewPair pair, Walk walk) {
        Map<String, Set<String>> old = dependents(pair.old());
        Map<String, Set<String>> next = dependents(pair.next());
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(next.keySet());
        for (String name : names) {
            Set<String> before = old.getOrDefault(name, Set.of());
            Set<String> after = next.getOrDefault(name, Set.of());
            if (!before.containsAll(after)) {
                walk.report(Rule.DEPENDENT_REQUIRED_ADDED, pair, "dependentRequired", Words.shortened(name));
            }
            if (!after.containsAll(before)) {
                walk.report(Rule.DEPENDENT_REQUIRED_REMOVED, pair, "dependentRequired", Words.shortened(name));
            }
        }
    }

    private static Map<String, Set<String>> dependents(View view) {
        Map<String, Set<String>> dependents = new TreeMap<>();
        view.keyword("dependentRequired")
                .properties()
                .forEach(entry -> dependents.put(entry.getKey(), strings(entry.getValue())));
        return dependents;
    }

    private static void judgeDependentSchemas(ViewPair pair, Walk walk) {
        Place old = pair.old().place().at("dependentSchemas");
        Place next = pair.next().place().at("dependentSchemas");
        for (String name : names(old, next)) {
            if (old.has(name) && next.has(name)) {
                walk.compare(new Pair(old.at(name), next.at(name)));
            } else {
                boolean added = next.has(name);
                walk.report(
                        added ? Rule.DEPENDENT_SCHEMAS_ADDED : Rule.DEPENDENT_SCHEMAS_REMOVED,
                        (added ? next : old).at(name),
                        "",
                        "");
            }
        }
    }

    /** The keys of both, in order. */
    static Set<String> names(Place old, Place next) {
        Set<String> names = new TreeSet<>();
        old.node().fieldNames().forEachRemaining(names::add);
        next.node().fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> strings(JsonNode list) {
        Set<String> strings = new TreeSet<>();
        list.forEach(item -> strings.add(item.asText()));
        return strings;
    }
}
