package dev.keelson.core.compatibility;

import java.util.List;
import java.util.Optional;

/** Judges what describes a schema; a description at a reference stands before that of its target. */
final class AnnotationRules {
    private static final int MAX_FOLLOWED = 8;
    private static final List<Annotation> ANNOTATIONS = List.of(
            new Annotation("title", Rule.TITLE_CHANGED),
            new Annotation("examples", Rule.EXAMPLES_CHANGED),
            new Annotation("$comment", Rule.COMMENT_CHANGED),
            new Annotation("description", Rule.DESCRIPTION_CHANGED),
            new Annotation("x-keelson-values", Rule.VALUES_DESCRIBED_OTHERWISE),
            new Annotation("default", Rule.DEFAULT_CHANGED),
            new Annotation("deprecated", Rule.DEPRECATED_CHANGED),
            new Annotation("readOnly", Rule.ACCESS_CHANGED),
            new Annotation("writeOnly", Rule.ACCESS_CHANGED));

    private AnnotationRules() {}

    static void judge(Pair pair, Walk walk) {
        ANNOTATIONS.forEach(annotation -> annotation.judge(pair, walk));
    }

    /** Where a schema says it: itself, or what it refers to, or what it wraps with null. */
    static Place saying(Place place, String keyword) {
        Place at = place;
        for (int i = 0; i < MAX_FOLLOWED && !at.has(keyword); i++) {
            Optional<Place> further = further(at);
            if (further.isEmpty()) {
                return place;
            }
            at = further.get();
        }
        return at.has(keyword) ? at : place;
    }

    private static Optional<Place> further(Place place) {
        return place.has("$ref")
                ? place.document().resolve(place.keyword("$ref").asText())
                : Parts.besidesNull(place);
    }

    private record Annotation(String keyword, Rule rule) {

        void judge(Pair pair, Walk walk) {
            Place old = saying(pair.old(), keyword);
            Place next = saying(pair.next(), keyword);
            if (!Values.same(old.keyword(keyword), next.keyword(keyword))) {
                Place where = next.has(keyword) ? next : old;
                walk.report(rule, where, keyword, "");
            }
        }
    }
}
