package dev.keelson.core.compatibility;

import java.util.Set;
import java.util.TreeSet;

/** Judges keywords that no other rule knows: what is not understood is a risk. */
final class KeywordRules {
    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "$dynamicRef",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "if",
            "then",
            "else",
            "type",
            "enum",
            "const",
            "minimum",
            "exclusiveMinimum",
            "maximum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
            "prefixItems",
            "items",
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains",
            "minContains",
            "maxContains",
            "unevaluatedItems",
            "properties",
            "patternProperties",
            "additionalProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "required",
            "dependentRequired",
            "dependentSchemas",
            "unevaluatedProperties");

    private KeywordRules() {}

    static void judge(ViewPair pair, Walk walk) {
        Set<String> keywords = new TreeSet<>();
        pair.old().place().node().fieldNames().forEachRemaining(keywords::add);
        pair.next().place().node().fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(KNOWN);
        keywords.removeAll(View.SILENT);
        for (String keyword : keywords) {
            if (pair.differ(keyword)) {
                boolean discriminator = keyword.equals("discriminator");
                walk.report(
                        discriminator ? Rule.DISCRIMINATOR_CHANGED : Rule.KEYWORD_UNKNOWN,
                        pair,
                        Place.escaped(keyword),
                        pair.change(keyword));
            }
        }
    }
}
