package dev.keelson.provider.local;

import dev.keelson.provider.local.Quantity.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Picks the numbers of the input that fit a field: by its unit, by what it counts, or by its name before the number. */
final class Numbers {
    private static final double NEAR_ENOUGH = 0.35;
    private static final Pattern TIME_UNIT =
            Pattern.compile("(?i)\\b(seconds?|minutes?|hours?|days?|weeks?|months?|years?)\\b");
    private static final Set<String> MONEY = Set.copyOf(Words.stems(
            "price amount cost fee euro dollar pound franc eur usd gbp chf budget salary total sum deposit refund"));
    private static final Set<String> SHARE = Set.copyOf(Words.stems("percent percentage"));
    private static final Pattern LASTING =
            Pattern.compile("(?:\\bfor|lasted|took|after|within|during|in all|total of|about"
                    + "|around|roughly|approximately|nearly|almost|only|a|,)\\s*$");
    private static final Pattern NOT_LASTING =
            Pattern.compile("(?:up to|every|each|per|next|another|in|last|first|ago|than|by|old|of)\\s*$");

    private final Field field;
    private final Material material;
    private final Set<String> words;

    Numbers(Field field, Material material) {
        this.field = field;
        this.material = material;
        words = new HashSet<>(Words.stems(field.text()));
    }

    /** Distinct values that satisfy the schema, the most likely first. */
    List<Number> find() {
        List<Scored> scored = new ArrayList<>();
        material.input()
                .value(field.name())
                .filter(Number.class::isInstance)
                .ifPresent(value -> scored.add(new Scored(((Number) value).doubleValue(), 3)));
        for (String sentence : material.input().sentences()) {
            for (Quantity quantity : Quantities.in(sentence)) {
                scored.add(new Scored(converted(quantity), score(quantity)));
            }
        }
        return scored.stream()
                .filter(candidate -> candidate.score() > 0 && allowed(candidate.value()))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .map(candidate -> number(candidate.value()))
                .distinct()
                .toList();
    }

    private double converted(Quantity quantity) {
        if (quantity.kind() != Kind.DURATION) {
            return quantity.value();
        }
        Matcher unit = unit();
        return unit.find() ? quantity.value() / Quantities.seconds(unit.group(1)) : quantity.value();
    }

    /** The name's unit wins over units that the description happens to mention. */
    private Matcher unit() {
        Matcher inName = TIME_UNIT.matcher(Words.spaced(field.name()));
        if (inName.find()) {
            inName.reset();
            return inName;
        }
        return TIME_UNIT.matcher(field.description().toLowerCase(Locale.ROOT));
    }

    private double score(Quantity quantity) {
        if (unit().find()) {
            return quantity.kind() == Kind.DURATION ? durationScore(quantity) : 0;
        }
        if (!Collections.disjoint(words, SHARE)) {
            return quantity.kind() == Kind.PERCENT ? 1 + nearness(quantity) : 0;
        }
        if (!Collections.disjoint(words, MONEY)) {
            return quantity.kind() == Kind.MONEY ? 1 + nearness(quantity) : named(quantity);
        }
        return quantity.kind() == Kind.COUNT ? Math.max(countScore(quantity), named(quantity)) : named(quantity);
    }

    private double durationScore(Quantity quantity) {
        double score = 1 + nearness(quantity);
        if (LASTING.matcher(quantity.before()).find()) {
            score += 0.5;
        }
        return NOT_LASTING.matcher(quantity.before()).find() ? score - 0.7 : score;
    }

    private double countScore(Quantity quantity) {
        List<String> noun = Words.stems(quantity.phrase());
        String counted = noun.isEmpty() ? "" : noun.get(noun.size() - 1);
        if (words.contains(counted) || exampleNouns().contains(counted)) {
            return 1.5 + nearness(quantity);
        }
        double phrase = material.vectors().similarity(quantity.phrase(), field.text());
        return phrase >= NEAR_ENOUGH ? 0.5 + phrase : 0;
    }

    private Set<String> exampleNouns() {
        Set<String> nouns = new HashSet<>();
        for (Example example : material.examples()) {
            double value = example.value(field)
                    .filter(Number.class::isInstance)
                    .map(shown -> ((Number) shown).doubleValue())
                    .orElse(Double.NaN);
            example.input().sentences().stream()
                    .flatMap(sentence -> Quantities.in(sentence).stream())
                    .filter(quantity -> quantity.kind() == Kind.COUNT && quantity.value() == value)
                    .map(quantity -> Words.stems(quantity.phrase()))
                    .filter(stems -> !stems.isEmpty())
                    .forEach(stems -> nouns.add(stems.get(stems.size() - 1)));
        }
        return nouns;
    }

    /** "Rating: 4", "rated 4": the field's own name leads to the number. */
    private double named(Quantity quantity) {
        Set<String> name = new HashSet<>(Words.stems(Words.spaced(field.name())));
        name.retainAll(Words.stems(quantity.before()));
        return name.isEmpty() ? 0 : 1;
    }

    private double nearness(Quantity quantity) {
        return material.vectors().similarity(quantity.sentence(), field.text());
    }

    private boolean allowed(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 9e15;
        return field.limits().bounds().allow(value) && (field.type() == FieldType.NUMBER || whole);
    }

    private static Number number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 9e15) {
            return (long) value;
        }
        return BigDecimal.valueOf(value);
    }

    private record Scored(double value, double score) {}
}
