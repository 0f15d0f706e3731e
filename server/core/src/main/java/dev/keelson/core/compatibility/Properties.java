package dev.keelson.core.compatibility;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a schema object demands of the property of a name, declared or not. */
record Properties(View view) {

    boolean declares(String name) {
        return view.keyword("properties").has(name);
    }

    Place declared() {
        return view.place().at("properties");
    }

    Place patterns() {
        return view.place().at("patternProperties");
    }

    /** What properties must be that are neither declared nor match a pattern. */
    Place additional() {
        boolean unevaluated = !view.has("additionalProperties")
                && view.has("unevaluatedProperties")
                && !UnevaluatedRules.entangled(view);
        return view.place().schema(unevaluated ? "unevaluatedProperties" : "additionalProperties");
    }

    /** Whether the schema says in so many words that any further property is allowed. */
    boolean saysOpen() {
        return view.keyword("additionalProperties").isBoolean() && additional().isAnything();
    }

    /** All schemas that a property which is not declared must fit; the one of additional properties without a pattern. */
    List<Place> undeclared(String name) {
        List<Place> matching = matching(name);
        return matching.isEmpty() ? List.of(additional()) : matching;
    }

    /** The schemas of patterns that match a name; a pattern that can't be tried counts as one. */
    List<Place> matching(String name) {
        List<Place> matching = new ArrayList<>();
        patterns().node().fieldNames().forEachRemaining(pattern -> {
            if (matches(pattern, name).orElse(true)) {
                matching.add(patterns().at(pattern));
            }
        });
        return matching;
    }

    /** Empty for patterns that the engine does not know. */
    static Optional<Boolean> matches(String pattern, String name) {
        try {
            return Optional.of(Pattern.compile(pattern).matcher(name).find());
        } catch (PatternSyntaxException unknown) {
            return Optional.empty();
        }
    }
}
