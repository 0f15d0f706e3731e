package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A schema as the list of what it asserts, all of which must hold: its own keywords, what it refers to, and its allOf.
 *
 * @param views none for a schema that allows everything; one alone for a schema that allows nothing
 * @param resolved false when a reference could not be followed, so that the schema may assert more
 */
record Parts(List<View> views, boolean resolved) {
    private static final int MAX_PARTS = 32;
    private static final int MAX_FOLLOWED = 256;
    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef");
    private static final Set<String> LINKS = Set.of("$ref", "$dynamicRef", "allOf");

    static Parts of(Place place) {
        Collector collector = new Collector();
        collector.add(place);
        Optional<View> never = collector.views.stream().filter(View::never).findFirst();
        return new Parts(never.map(List::of).orElseGet(() -> List.copyOf(collector.views)), collector.resolved);
    }

    /** The only view, the one of everything for none; empty for several. */
    Optional<View> single(Place place) {
        return switch (views.size()) {
            case 0 -> Optional.of(View.ofAnything(place));
            case 1 -> Optional.of(views.get(0));
            default -> Optional.empty();
        };
    }

    /** The inner schema of an anyOf or oneOf with null, when the schema is nothing but that. */
    static Optional<Place> besidesNull(Place place) {
        List<String> asserting = new ArrayList<>();
        place.node().fieldNames().forEachRemaining(name -> {
            if (!View.SILENT.contains(name)) {
                asserting.add(name);
            }
        });
        if (asserting.size() != 1
                || !(asserting.get(0).equals("anyOf") || asserting.get(0).equals("oneOf"))) {
            return Optional.empty();
        }
        List<Place> branches = place.list(asserting.get(0));
        List<Place> others =
                branches.stream().filter(branch -> !onlyNull(branch.node())).toList();
        return branches.size() == 2 && others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
    }

    private static boolean onlyNull(JsonNode schema) {
        long asserting = schema.properties().stream()
                .filter(entry -> !View.SILENT.contains(entry.getKey()))
                .count();
        JsonNode type = schema.path("type");
        boolean typed = type.asText().equals("null")
                || (type.isArray() && type.size() == 1 && type.path(0).asText().equals("null"));
        boolean constant = schema.has("const") && schema.path("const").isNull();
        return asserting == 1 && (typed || constant);
    }

    /** Follows references and allOf, at most so far. */
    private static final class Collector {
        private final List<View> views = new ArrayList<>();
        private final Set<String> following = new HashSet<>();
        private boolean resolved = true;
        private int followed;

        void add(Place place) {
            if (views.size() >= MAX_PARTS || ++followed > MAX_FOLLOWED || !following.add(place.pointer())) {
                resolved = false;
                return;
            }
            addOwn(place);
            for (String reference : REFERENCES) {
                if (place.has(reference)) {
                    Optional<Place> target =
                            place.document().resolve(place.keyword(reference).asText());
                    target.ifPresent(this::add);
                    resolved &= target.isPresent();
                }
            }
            if (place.has("allOf")) {
                place.list("allOf").forEach(this::add);
            }
            following.remove(place.pointer());
        }

        private void addOwn(Place place) {
            boolean asserts = place.node().isObject()
                    ? place.node().properties().stream()
                            .anyMatch(entry -> !View.SILENT.contains(entry.getKey()) && !LINKS.contains(entry.getKey()))
                    : place.isNothing();
            if (asserts) {
                views.add(unwrapped(place).orElseGet(() -> new View(place, false)));
            }
        }

        /** Null may stand around a schema as well as in it; a oneOf differs when the schema allows null too. */
        private Optional<View> unwrapped(Place place) {
            Optional<Place> inner = besidesNull(place);
            if (inner.isEmpty() || following.contains(inner.get().pointer()) || following.size() > MAX_PARTS) {
                return Optional.empty();
            }
            Collector nested = new Collector();
            nested.following.addAll(following);
            nested.add(inner.get());
            if (!nested.resolved || nested.views.size() != 1) {
                return Optional.empty();
            }
            View view = nested.views.get(0);
            boolean exclusive = place.has("oneOf") && view.allowsNull();
            return view.combines() || view.never() || exclusive
                    ? Optional.empty()
                    : Optional.of(new View(view.place(), true));
        }
    }
}
