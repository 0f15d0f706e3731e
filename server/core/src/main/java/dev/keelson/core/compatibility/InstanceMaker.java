package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keelson.core.common.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes one instance that the writing schema probably accepts, by the choices it is given; what the reading schema says
 * adds the values at its limits to choose from. Confined to one thread.
 */
final class InstanceMaker {
    private static final int MAX_DEPTH = 6;
    private static final int MAX_ITEMS = 300;
    private static final int MAX_NODES = 2_000;
    private static final String UNDECLARED = "undeclared";

    private final Choices choices;
    private int nodes;

    InstanceMaker(Choices choices) {
        this.choices = choices;
    }

    JsonNode make(Place writer, Place reader) {
        return make(List.of(writer), List.of(reader), 0);
    }

    private JsonNode make(List<Place> writers, List<Place> readers, int depth) {
        nodes++;
        Facts own = Facts.of(writers, choices);
        Facts other = Facts.of(readers, choices);
        List<JsonNode> plain = new ArrayList<>(own.listed());
        Set<ValueType> types = ordered(own, other, plain.isEmpty());
        List<ValueType> composed = new ArrayList<>();
        for (ValueType type : types) {
            if (type == ValueType.OBJECT || type == ValueType.ARRAY) {
                composed.add(type);
            }
        }
        List<JsonNode> samples = new ArrayList<>();
        types.forEach(type -> samples.addAll(Samples.of(type, own, other)));
        boolean composedFirst =
                plain.isEmpty() && !composed.isEmpty() && own.types().containsAll(composed);
        plain.addAll(other.listed());
        int size = plain.size() + composed.size() + samples.size();
        int choice = choices.next(Math.max(1, size));
        return pick(new Menu(plain, composed, samples, composedFirst), choice, new Side(own, other, depth));
    }

    private JsonNode pick(Menu menu, int choice, Side side) {
        List<Object> all = new ArrayList<>(menu.composedFirst() ? menu.composed() : menu.listed());
        all.addAll(menu.composedFirst() ? menu.listed() : List.of());
        all.addAll(menu.samples());
        all.addAll(menu.composedFirst() ? List.of() : menu.composed());
        Object chosen = all.isEmpty() ? TextNode.valueOf("a") : all.get(choice);
        if (chosen instanceof JsonNode value) {
            return value;
        }
        return chosen == ValueType.OBJECT ? object(side) : array(side);
    }

    /** Types that the writing schema allows first, then those of the reading one, then the rest. */
    private static Set<ValueType> ordered(Facts own, Facts other, boolean free) {
        Set<ValueType> types = new LinkedHashSet<>();
        if (free) {
            List<ValueType> reversed = new ArrayList<>(own.types());
            java.util.Collections.reverse(reversed);
            types.addAll(reversed);
        }
        types.addAll(own.types());
        types.addAll(other.types());
        types.addAll(EnumSet.allOf(ValueType.class));
        return types;
    }

    private ObjectNode object(Side side) {
        ObjectNode object = Json.object();
        Set<String> required = side.own().required();
        Set<String> names = new LinkedHashSet<>(side.own().names());
        names.addAll(side.other().names());
        names.addAll(undeclared(side));
        for (String name : names) {
            boolean there = required.contains(name) ? choices.demanded() : optional(name, side);
            if (there && nodes < MAX_NODES) {
                object.set(name, make(side.own().property(name), side.other().property(name), side.depth() + 1));
            }
        }
        return object;
    }

    private boolean optional(String name, Side side) {
        boolean declared = side.own().names().contains(name);
        boolean there = declared ? choices.present() : choices.next(2) == 1;
        return there && side.depth() < MAX_DEPTH;
    }

    /** Names that no schema declares: of the form of patterns, and any. */
    private static Set<String> undeclared(Side side) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> patterns = new LinkedHashSet<>(side.own().namePatterns());
        patterns.addAll(side.other().namePatterns());
        patterns.forEach(pattern -> names.addAll(PatternSamples.of(pattern)));
        names.add(UNDECLARED);
        names.add(UNDECLARED + "2");
        return names;
    }

    private ArrayNode array(Side side) {
        List<Integer> lengths = lengths(side);
        int length = lengths.get(choices.next(lengths.size()));
        ArrayNode array = Json.mapper().createArrayNode();
        for (int i = 0; i < length && nodes < MAX_NODES && side.depth() <= MAX_DEPTH; i++) {
            array.add(make(side.own().item(i), side.other().item(i), side.depth() + 1));
        }
        return array;
    }

    private static List<Integer> lengths(Side side) {
        Set<Integer> lengths = new LinkedHashSet<>();
        for (Facts facts : List.of(side.own(), side.other())) {
            for (String keyword : List.of("minItems", "minContains", "maxItems", "maxContains")) {
                for (JsonNode limit : facts.all(keyword)) {
                    lengths.addAll(List.of(limit.asInt(), limit.asInt() + 1, limit.asInt() - 1));
                }
            }
            facts.all("prefixItems").forEach(prefix -> lengths.addAll(List.of(prefix.size(), prefix.size() + 1)));
        }
        lengths.addAll(List.of(1, 0, 2));
        return lengths.stream()
                .filter(length -> length >= 0 && length <= MAX_ITEMS)
                .toList();
    }

    /** What both sides say about a value. */
    private record Side(Facts own, Facts other, int depth) {}

    /** What a value may be: listed values, composed ones, and samples. */
    private record Menu(
            List<JsonNode> listed, List<ValueType> composed, List<JsonNode> samples, boolean composedFirst) {}
}
