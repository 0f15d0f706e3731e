package dev.keelson.provider.local;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds days in a sentence: ISO, written out in English, in figures, and relative to a known day. */
final class Dates {
    private static final String MONTHS =
            "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
                    + "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final Pattern ISO = Pattern.compile("\\b(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})\\b");
    private static final Pattern DAY_FIRST =
            Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)?\\.?(?:\\s+of)?\\s+" + MONTHS + "(?:,?\\s+(\\d{4}))?\\b");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("\\b" + MONTHS + "\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)(?:,?\\s+(\\d{4}))?");
    private static final Pattern FIGURES = Pattern.compile("\\b(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4})\\b");
    private static final Pattern AGO = Pattern.compile("\\b(" + NumberWords.NUMBER + ")\\s+(day|week)s?\\s+ago\\b");
    private static final Pattern TODAY = Pattern.compile(
            "\\b(?:today(?:'s)?|tonight(?:'s)?|this (?:morning|afternoon|evening)(?:'s)?|right now)\\b");
    private static final Pattern BEFORE_YESTERDAY = Pattern.compile("\\bthe day before yesterday\\b");
    private static final Pattern YESTERDAY =
            Pattern.compile("(?<!before )\\byesterday(?:'s)?\\b|\\b(?:last|over) night\\b|\\bovernight\\b");
    private static final Pattern WEEKDAY =
            Pattern.compile("\\b(?:on|last|since|this|past)\\s+(mon|tues|wednes|thurs|fri|satur|sun)day\\b");

    private final @Nullable LocalDate reference;
    private final List<LocalDate> found = new ArrayList<>();

    private Dates(@Nullable LocalDate reference) {
        this.reference = reference;
    }

    /**
     * In the order of certainty: written out with a year, then the rest. Without a reference, relative days and days without
     * a year are not read.
     */
    static List<LocalDate> in(String sentence, @Nullable LocalDate reference) {
        String text = sentence.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        var dates = new Dates(reference);
        dates.each(ISO, text, match -> date(number(match, 1), number(match, 2), number(match, 3)));
        dates.each(DAY_FIRST, text, match -> dates.written(match, 3, 2, 1));
        dates.each(MONTH_FIRST, text, match -> dates.written(match, 3, 1, 2));
        dates.each(FIGURES, text, Dates::figures);
        if (reference != null) {
            dates.addRelative(text, reference);
        }
        return List.copyOf(dates.found);
    }

    private void addRelative(String text, LocalDate today) {
        each(BEFORE_YESTERDAY, text, match -> Optional.of(today.minusDays(2)));
        each(YESTERDAY, text, match -> Optional.of(today.minusDays(1)));
        each(TODAY, text, match -> Optional.of(today));
        each(AGO, text, match -> ago(match, today));
        each(WEEKDAY, text, match -> Optional.of(today.with(TemporalAdjusters.previous(weekday(match.group(1))))));
    }

    private static Optional<LocalDate> ago(MatchResult match, LocalDate today) {
        long amount = (long) NumberWords.parse(match.group(1)).orElse(0);
        long days = match.group(2).equals("week") ? 7 * amount : amount;
        return amount < 1 || days > 3_660 ? Optional.empty() : Optional.of(today.minusDays(days));
    }

    private static DayOfWeek weekday(String prefix) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).startsWith(prefix)) {
                return day;
            }
        }
        throw new IllegalArgumentException("prefix: " + prefix + " (expected: the start of a weekday)");
    }

    private void each(Pattern pattern, String text, Reading reading) {
        pattern.matcher(text)
                .results()
                .flatMap(match -> reading.read(match).stream())
                .forEach(found::add);
    }

    private Optional<LocalDate> written(MatchResult match, int year, int month, int day) {
        int monthNumber = "janfebmaraprmayjunjulaugsepoctnovdec"
                                .indexOf(match.group(month).substring(0, 3))
                        / 3
                + 1;
        if (match.group(year) != null) {
            return date(number(match, year), monthNumber, number(match, day));
        }
        return reference == null ? Optional.empty() : nearest(reference, monthNumber, number(match, day));
    }

    /** A day without a year is the one nearest to the reference. */
    private static Optional<LocalDate> nearest(LocalDate reference, int month, int day) {
        return date(reference.getYear(), month, day).map(date -> {
            if (date.isAfter(reference.plusMonths(6))) {
                return date.minusYears(1);
            }
            return date.isBefore(reference.minusMonths(6)) ? date.plusYears(1) : date;
        });
    }

    /** 28/07/2026 has one reading; 03/04/2026 has two, so it is read only with dots, where the day comes first. */
    private static Optional<LocalDate> figures(MatchResult match) {
        int first = number(match, 1);
        int second = number(match, 3);
        boolean dayFirst = first > 12 || match.group(2).equals(".") || first == second;
        if (!dayFirst && second <= 12) {
            return Optional.empty();
        }
        return dayFirst ? date(number(match, 4), second, first) : date(number(match, 4), first, second);
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** Turns one match into a day, or into none when the figures are no day. */
    private interface Reading {
        Optional<LocalDate> read(MatchResult match);
    }
}
