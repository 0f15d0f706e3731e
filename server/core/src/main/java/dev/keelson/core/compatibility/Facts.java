package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the schemas of one side say about one value, read off for making instances: one alternative is chosen of each
 * anyOf and oneOf. It need not be exact, since the validator has the last word.
 */
final class Facts {
    private static final int MAX_VIEWS = 40;
    private static final int MAX_NESTING = 12;

    private final Choices choices;
    private final List<View> views = new ArrayList<>();
    private final Set<ValueType> types = EnumSet.allOf(ValueType.class);

    private Facts(Choices choices) {
        this.choices = choices;
    }

    static Facts of(List<Place> places, Choices choices) {
        Facts facts = new Facts(choices);
        places.forEach(place -> facts.add(place, 0));
        return facts;
    }

    List<View> views() {
        return views;
    }

    Set<ValueType> types() {
        return types;
    }

    /** The listed values, null among them where it is allowed. */
    List<JsonNode> listed() {
        return views.stream()
                .filter(View::finite)
                .flatMap(view -> view.values().stream())
                .toList();
    }

    /** The values of a keyword, one for each schema that has it. */
    List<JsonNode> all(String keyword) {
        return views.stream()
                .filter(view -> view.has(keyword))
                .map(view -> view.keyword(keyword))
                .toList();
    }

    Set<String> required() {
        Set<String> names = new LinkedHashSet<>();
        views.forEach(view -> names.addAll(ObjectRules.required(view)));
        return names;
    }

    /** Names of declared properties, and those that conditions speak of. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(required());
        for (View view : views) {
            names.addAll(ObjectRules.names(new Properties(view).declared(), new Properties(view).declared()));
            for (JsonNode demanded : view.keyword("dependentRequired")) {
                demanded.forEach(name -> names.add(name.asText()));
            }
            view.keyword("dependentRequired").fieldNames().forEachRemaining(names::add);
            view.keyword("dependentSchemas").fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    Set<String> namePatterns() {
        Set<String> patterns = new LinkedHashSet<>();
        views.forEach(view ->
                patterns.addAll(ObjectRules.names(new Properties(view).patterns(), new Properties(view).patterns())));
        return patterns;
    }

    List<Place> property(String name) {
        List<Place> places = new ArrayList<>();
        for (View view : views) {
            Properties properties = new Properties(view);
            if (properties.declares(name)) {
                places.add(properties.declared().at(name));
                places.addAll(properties.matching(name));
            } else {
                places.addAll(properties.undeclared(name));
            }
        }
        return places;
    }

    List<Place> item(int position) {
        List<Place> places = new ArrayList<>();
        for (View view : views) {
            places.add(ArrayRules.item(view, position));
            if (position == 0 && view.has("contains")) {
                places.add(view.place().at("contains"));
            }
        }
        return places;
    }

    private void add(Place place, int nesting) {
        for (View view : Parts.of(place).views()) {
            if (views.size() >= MAX_VIEWS || nesting > MAX_NESTING) {
                return;
            }
            views.add(view);
            types.retainAll(view.allTypes());
            addAlternatives(view, nesting);
        }
    }

    private void addAlternatives(View view, int nesting) {
        for (String keyword : List.of("anyOf", "oneOf")) {
            List<Place> alternatives = view.place().list(keyword);
            if (!alternatives.isEmpty()) {
                add(alternatives.get(choices.next(alternatives.size())), nesting + 1);
            }
        }
        if (view.has("if")) {
            addCondition(view, nesting);
        }
        Place dependents = view.place().at("dependentSchemas");
        for (String name : ObjectRules.names(dependents, dependents)) {
            if (choices.next(2) == 1) {
                add(dependents.at(name), nesting + 1);
            }
        }
    }

    private void addCondition(View view, int nesting) {
        if (choices.next(2) == 0) {
            add(view.place().schema("if"), nesting + 1);
            add(view.place().schema("then"), nesting + 1);
            return;
        }
        add(view.place().schema("else"), nesting + 1);
    }
}
