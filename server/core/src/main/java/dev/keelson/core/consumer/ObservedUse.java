package dev.keelson.core.consumer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one consumer at one alias or number in the last {@value #KEPT_DAYS} days.
 *
 * @param ref name of the alias, or number of the version
 * @param contractVersion of the last answer
 * @param wholeOn when the whole output was last taken; null when never
 * @param fields the fields that were asked for, each with the day on which it was last; at most {@value #MAX_FIELDS}
 * @param days runs by day, in UTC
 */
public record ObservedUse(
        String ref,
        String contractVersion,
        @Nullable LocalDate wholeOn,
        SortedMap<String, LocalDate> fields,
        SortedMap<LocalDate, Long> days,
        Instant lastUsedAt) {
    public static final int KEPT_DAYS = 30;
    static final int MAX_FIELDS = 200;

    public ObservedUse {
        fields = new TreeMap<>(fields);
        days = new TreeMap<>(days);
    }

    /** Runs in the days that are kept. */
    public long runs() {
        return days.values().stream().mapToLong(Long::longValue).sum();
    }

    ObservedUse plus(ObservedUse other) {
        boolean later = other.lastUsedAt.isAfter(lastUsedAt);
        SortedMap<String, LocalDate> allFields = new TreeMap<>(fields);
        other.fields.forEach((field, day) -> allFields.merge(field, day, ObservedUse::later));
        SortedMap<LocalDate, Long> allDays = new TreeMap<>(days);
        other.days.forEach((day, runs) -> allDays.merge(day, runs, Long::sum));
        return new ObservedUse(
                ref,
                later ? other.contractVersion : contractVersion,
                laterOrKnown(wholeOn, other.wholeOn),
                allFields,
                allDays,
                later ? other.lastUsedAt : lastUsedAt);
    }

    /** Without what is too old; a use with more fields than are kept counts as one of the whole. */
    ObservedUse keptOn(LocalDate today) {
        LocalDate first = today.minusDays(KEPT_DAYS - 1L);
        Map<String, LocalDate> young = fields.entrySet().stream()
                .filter(field -> !field.getValue().isBefore(first))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        SortedMap<String, LocalDate> kept = young.entrySet().stream()
                .sorted(Map.Entry.<String, LocalDate>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_FIELDS)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new));
        LocalDate whole = young.size() > MAX_FIELDS ? today : wholeOn;
        boolean wholeIsOld = whole != null && whole.isBefore(first);
        return new ObservedUse(ref, contractVersion, wholeIsOld ? null : whole, kept, days.tailMap(first), lastUsedAt);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static @Nullable LocalDate laterOrKnown(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return later(one, other);
    }
}
