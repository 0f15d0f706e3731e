package dev.keelson.provider.local;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Picks the dates and times of the input that fit a field. */
final class Days {
    private static final Pattern INSTANT = Pattern.compile(
            "\\b\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:\\d{2})\\b?");
    private static final Pattern NOW = Pattern.compile("(?i)\\b(?:relative|today|yesterday|now|current)\\b");
    private static final Pattern DAY_AT_START = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:[T ].*)?");

    private final Field field;
    private final Material material;

    Days(Field field, Material material) {
        this.field = field;
        this.material = material;
    }

    /** ISO texts, the most likely first. */
    List<String> find() {
        return field.type() == FieldType.DATE_TIME ? instants() : dates();
    }

    private List<String> instants() {
        Set<String> found = new LinkedHashSet<>();
        material.input().value(field.name()).ifPresent(value -> found.add(value.toString()));
        for (String sentence : sentencesByRelevance()) {
            INSTANT.matcher(sentence)
                    .results()
                    .forEach(match -> found.add(match.group().replace(' ', 'T')));
        }
        return found.stream().filter(Days::isInstant).toList();
    }

    private static boolean isInstant(String text) {
        try {
            return OffsetDateTime.parse(text).getYear() > 0;
        } catch (DateTimeException notOne) {
            return false;
        }
    }

    private List<String> dates() {
        Set<String> found = new LinkedHashSet<>();
        Optional<LocalDate> same = material.input().value(field.name()).flatMap(Days::day);
        same.ifPresent(day -> found.add(day.toString()));
        LocalDate reference = reference().orElse(null);
        for (String sentence : sentencesByRelevance()) {
            Dates.in(sentence, reference).forEach(day -> found.add(day.toString()));
        }
        return List.copyOf(found);
    }

    /** A little for standing early, the rest for nearness to the description. */
    private List<String> sentencesByRelevance() {
        List<String> sentences = material.input().sentences();
        Comparator<Integer> relevance = Comparator.comparingDouble(
                i -> 0.03 * i - material.vectors().similarity(sentences.get(i), field.text()));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            order.add(i);
        }
        order.sort(relevance);
        return order.stream().map(sentences::get).toList();
    }

    /** The day from which "yesterday" counts: one that the input gives, or today if the description speaks of it. */
    private Optional<LocalDate> reference() {
        Optional<LocalDate> given = material.input().scalars().values().stream()
                .flatMap(value -> day(value).stream())
                .findFirst();
        if (given.isPresent() || !NOW.matcher(field.description()).find()) {
            return given;
        }
        return Optional.of(LocalDate.now(material.clock()));
    }

    private static Optional<LocalDate> day(Object value) {
        String text = value.toString().strip();
        if (!DAY_AT_START.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.substring(0, 10)));
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }
}
