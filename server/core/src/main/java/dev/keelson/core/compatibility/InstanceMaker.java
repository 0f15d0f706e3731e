package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes one instance that the writing schema probably accepts, by the choices it is given; what the reading schema says
 * adds the values at its limits to choose from. Confined to one thread.
 */
final class InstanceMaker {
    private static final int MAX_DEPTH = 6;
    /** Samples of a type that come before those of other types. */
    private static final int COMMON = 12;

    private static final int MAX_ITEMS = 300;
    /** Even what is required ends here: such a schema may demand itself without end. */
    private static final int MAX_REQUIRED_DEPTH = 20;

    private static final int MAX_NODES = 2_000;
    private static final List<ValueType> LARGEST_FIRST = List.of(
            ValueType.OBJECT,
            ValueType.ARRAY,
            ValueType.STRING,
            ValueType.FRACTION,
            ValueType.INTEGER,
            ValueType.BOOLEAN,
            ValueType.NULL);
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
        Side side = new Side(Facts.of(writers, choices), Facts.of(readers, choices), depth);
        List<Supplier<JsonNode>> options = options(side);
        return options.get(choices.next(options.size())).get();
    }

    /** What the writing schema allows first, then one value of each other type, then what the reading one names. */
    private List<Supplier<JsonNode>> options(Side side) {
        List<Supplier<JsonNode>> options = new ArrayList<>();
        List<Supplier<JsonNode>> rare = new ArrayList<>();
        side.own().listed().forEach(value -> options.add(() -> value));
        for (ValueType type : LARGEST_FIRST) {
            boolean own = side.own().types().contains(type);
            List<Supplier<JsonNode>> some = ofType(type, side);
            int common = Math.min(some.size(), own ? COMMON : 1);
            if (own) {
                options.addAll(some.subList(0, common));
            } else {
                rare.addAll(0, some.subList(0, common));
            }
            rare.addAll(some.subList(common, some.size()));
        }
        options.addAll(side.other().listed().stream()
                .<Supplier<JsonNode>>map(value -> () -> value)
                .toList());
        options.addAll(rare);
        return options;
    }

    private List<Supplier<JsonNode>> ofType(ValueType type, Side side) {
        if (type == ValueType.OBJECT) {
            return List.of(() -> object(side));
        }
        if (type == ValueType.ARRAY) {
            return List.of(() -> array(side));
        }
        return Samples.of(type, side.own(), side.other()).stream()
                .<Supplier<JsonNode>>map(value -> () -> value)
                .toList();
    }

    private ObjectNode object(Side side) {
        ObjectNode object = Json.object();
        Set<String> required = side.own().required();
        Set<String> names = new LinkedHashSet<>(side.own().names());
        names.addAll(side.other().names());
        names.addAll(undeclared(side));
        for (String name : names) {
            boolean there = required.contains(name) ? choices.demanded() : optional(name, side);
            if (there && nodes < MAX_NODES && side.depth() < MAX_REQUIRED_DEPTH) {
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
        List<JsonNode> items = new ArrayList<>();
        for (int i = 0; i < length && nodes < MAX_NODES && side.depth() <= MAX_DEPTH; i++) {
            items.add(make(side.own().item(i), side.other().item(i), side.depth() + 1));
        }
        boolean unique = side.own().all("uniqueItems").stream().anyMatch(JsonNode::asBoolean);
        return Json.mapper().createArrayNode().addAll(unique ? Values.distinct(items) : items);
    }

    private static List<Integer> lengths(Side side) {
        Set<Integer> lengths = new LinkedHashSet<>();
        addLengths(side, List.of("minItems", "minContains"), lengths);
        lengths.addAll(List.of(1, 2, 0));
        addLengths(side, List.of("maxItems", "maxContains"), lengths);
        for (Facts facts : List.of(side.own(), side.other())) {
            facts.all("prefixItems").forEach(prefix -> lengths.addAll(List.of(prefix.size(), prefix.size() + 1)));
        }
        return lengths.stream()
                .filter(length -> length >= 0 && length <= MAX_ITEMS)
                .toList();
    }

    private static void addLengths(Side side, List<String> keywords, Set<Integer> lengths) {
        for (Facts facts : List.of(side.own(), side.other())) {
            for (String keyword : keywords) {
                facts.all(keyword)
                        .forEach(limit -> lengths.addAll(List.of(limit.asInt(), limit.asInt() + 1, limit.asInt() - 1)));
            }
        }
    }

    /** What both sides say about a value. */
    private record Side(Facts own, Facts other, int depth) {}
}
