package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Proves that no value fits two schemas: by types, by listed values, or by a property that tells them apart. */
final class Disjointness {
    private static final int MAX_DEPTH = 4;

    private Disjointness() {}

    /** False when it was not proven. */
    static boolean of(List<Place> schemas) {
        for (int i = 0; i < schemas.size(); i++) {
            for (int j = i + 1; j < schemas.size(); j++) {
                if (!proven(schemas.get(i), schemas.get(j), 0)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean proven(Place one, Place other, int depth) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        List<View> ones = Parts.of(one).views();
        List<View> others = Parts.of(other).views();
        return ones.stream().anyMatch(left -> others.stream().anyMatch(right -> views(left, right, depth)));
    }

    private static boolean views(View one, View other, int depth) {
        if (one.never() || other.never()) {
            return true;
        }
        Set<ValueType> shared = EnumSet.noneOf(ValueType.class);
        shared.addAll(one.allTypes());
        shared.retainAll(other.allTypes());
        if (shared.isEmpty()) {
            return true;
        }
        if (shared.contains(ValueType.NULL)) {
            return false;
        }
        if (one.finite() && other.finite()) {
            return Values.without(one.values(), other.values()).size()
                    == one.values().size();
        }
        return shared.equals(EnumSet.of(ValueType.OBJECT)) && objects(one, other, depth);
    }

    private static boolean objects(View one, View other, int depth) {
        Set<String> demanded = required(one);
        Set<String> both = new HashSet<>(demanded);
        both.retainAll(required(other));
        for (String name : both) {
            if (described(one, name)
                    && described(other, name)
                    && proven(property(one, name), property(other, name), depth + 1)) {
                return true;
            }
        }
        return refusesOneOf(other, demanded) || refusesOneOf(one, required(other));
    }

    private static boolean refusesOneOf(View view, Set<String> names) {
        boolean closed = view.place().at("additionalProperties").isNothing() && !view.has("patternProperties");
        Set<String> declared = new HashSet<>();
        view.keyword("properties").fieldNames().forEachRemaining(declared::add);
        return closed && !declared.containsAll(names);
    }

    private static boolean described(View view, String name) {
        return view.keyword("properties").has(name);
    }

    private static Place property(View view, String name) {
        return view.place().at("properties").at(name);
    }

    private static Set<String> required(View view) {
        Set<String> names = new HashSet<>();
        for (JsonNode name : view.keyword("required")) {
            names.add(name.asText());
        }
        return names.isEmpty() ? Collections.emptySet() : names;
    }
}
