package dev.keelson.provider.local;

import dev.keelson.provider.local.Quantity.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the numbers of a sentence with their units. What one kind has taken, the next does not see. */
final class Quantities {
    private static final int BEFORE = 40;
    private static final String NUMBER = NumberWords.NUMBER;
    private static final String UNIT = "(seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?)";
    private static final Map<String, Integer> SECONDS =
            Map.of("s", 1, "mi", 60, "h", 3_600, "d", 86_400, "w", 604_800, "mo", 2_592_000, "y", 31_536_000);

    /** Codes, versions and dates hold digits that count nothing. */
    private static final Pattern CODE = Pattern.compile("(?<![\\w-])(?=[\\w./-]*[a-z])(?=[\\w./-]*\\d)[a-z][\\w./-]*"
            + "|\\b\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}\\b"
            + "|\\b(?:version|release|rack|room|floor|number|no\\.|page|chapter|grade|level) \\d[\\d.]*\\b");

    private static final Pattern CLOCKS = Pattern.compile(
            "(?:from|between)\\s+(\\d{1,2})[:.](\\d{2})(?:\\s*h)?\\s+(?:to|until|till|and)\\s+(\\d{1,2})[:.](\\d{2})");
    private static final Pattern FRACTION = Pattern.compile(
            "\\b(half an?|a quarter of an|quarter of an|three quarters of an|three-quarters of an)\\s+" + UNIT + "\\b");
    private static final Pattern DURATION = Pattern.compile("(?<![\\w.,])(" + NUMBER + ")(\\s+and\\s+a\\s+half)?\\s*-?"
            + UNIT + "\\b(?:\\s+and\\s+a\\s+(half|quarter)\\b|(?:,?\\s+and|,)?\\s*(" + NUMBER + ")\\s*-?" + UNIT
            + "\\b)?");
    private static final Pattern CLOCK = Pattern.compile("\\b\\d{1,2}:\\d{2}\\b|\\b\\d{1,2}\\s*(?:am|pm|o'clock)\\b");
    private static final Pattern MONEY =
            Pattern.compile("(?:[€$£]|\\b(?:eur|usd|gbp|chf))\\s*(" + NUMBER + ")|(?<![\\w.,])(" + NUMBER
                    + ")\\s*(?:[€$£]|(?:euros?|eur|dollars?|usd|pounds?|gbp|chf|francs?|cents?)\\b)");
    private static final Pattern PERCENT = Pattern.compile("(?<![\\w.,])(" + NUMBER + ")\\s*(?:%|per ?cent\\b)");
    private static final Pattern COUNT =
            Pattern.compile("(?<![\\w.,-])(" + NUMBER + ")((?:\\s+(?:of\\s+(?:our|the|all)\\s+)?[\\p{L}'-]+){1,3})");
    private static final Pattern PLAIN = Pattern.compile("(?<![\\w.,-])(\\d+(?:[.,]\\d+)*)(?![\\w-])");
    private static final Pattern PLURAL =
            Pattern.compile("(?:[\\p{L}-]{2,}[^s\\W]s|people|children|men|women|persons?|mice)");

    private final String sentence;
    private final List<Quantity> found = new ArrayList<>();
    private String rest;

    private Quantities(String sentence) {
        this.sentence = sentence;
        rest = sentence.toLowerCase(Locale.ROOT);
    }

    static List<Quantity> in(String sentence) {
        var quantities = new Quantities(sentence);
        quantities.take(CODE, (match, before) -> {});
        quantities.take(CLOCKS, quantities::addClocks);
        quantities.take(FRACTION, quantities::addFraction);
        quantities.take(DURATION, quantities::addDuration);
        quantities.take(CLOCK, (match, before) -> {});
        quantities.take(MONEY, (match, before) -> quantities.add(Kind.MONEY, match, before));
        quantities.take(PERCENT, (match, before) -> quantities.add(Kind.PERCENT, match, before));
        quantities.addCounts();
        quantities.take(PLAIN, (match, before) -> quantities.add(Kind.PLAIN, match, before));
        return List.copyOf(quantities.found);
    }

    private void take(Pattern pattern, BiConsumer<MatchResult, String> consumer) {
        Function<MatchResult, String> blank = match -> {
            consumer.accept(match, before(match.start()));
            return " ".repeat(match.end() - match.start());
        };
        rest = pattern.matcher(rest).replaceAll(blank);
    }

    private String before(int position) {
        return sentence.substring(Math.max(0, position - BEFORE), Math.min(position, sentence.length()))
                .toLowerCase(Locale.ROOT);
    }

    private void addClocks(MatchResult match, String before) {
        int from = Integer.parseInt(match.group(1)) * 60 + Integer.parseInt(match.group(2));
        int to = Integer.parseInt(match.group(3)) * 60 + Integer.parseInt(match.group(4));
        int minutes = to > from ? to - from : to - from + 24 * 60;
        add(Kind.DURATION, minutes * 60.0, before, match.group());
    }

    private void addFraction(MatchResult match, String before) {
        double part = match.group(1).startsWith("half") ? 0.5 : match.group(1).startsWith("three") ? 0.75 : 0.25;
        add(Kind.DURATION, part * seconds(match.group(2)), before, match.group());
    }

    private void addDuration(MatchResult match, String before) {
        double amount = NumberWords.parse(match.group(1)).orElse(1) + (match.group(2) == null ? 0 : 0.5);
        double seconds = amount * seconds(match.group(3));
        if (match.group(4) != null) {
            seconds += (match.group(4).equals("half") ? 0.5 : 0.25) * seconds(match.group(3));
        } else if (match.group(5) != null) {
            seconds += NumberWords.parse(match.group(5)).orElse(0) * seconds(match.group(6));
        }
        add(Kind.DURATION, seconds, before, match.group());
    }

    static int seconds(String unit) {
        String key = unit.startsWith("mo") || unit.startsWith("mi") ? unit.substring(0, 2) : unit.substring(0, 1);
        return SECONDS.getOrDefault(key, 1);
    }

    /** "3 March" and "in 2026" are no counts: a count is followed by a plural, perhaps after one or two other words. */
    private void addCounts() {
        Matcher counts = COUNT.matcher(rest);
        var remaining = new StringBuilder(rest);
        int start = 0;
        while (counts.find(start)) {
            String noun = plural(counts.group(2));
            if (!noun.isEmpty() && NumberWords.parse(counts.group(1)).isPresent()) {
                String phrase = counts.group(1).strip() + " " + noun;
                add(Kind.COUNT, NumberWords.parse(counts.group(1)).getAsDouble(), before(counts.start()), phrase);
                remaining.replace(counts.start(), counts.end(1), " ".repeat(counts.end(1) - counts.start()));
            }
            start = counts.end(1);
        }
        rest = remaining.toString();
    }

    private static String plural(String words) {
        for (String word : words.strip().split("\\s+", -1)) {
            if (PLURAL.matcher(word).matches()) {
                return word;
            }
        }
        return "";
    }

    private void add(Kind kind, MatchResult match, String before) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                NumberWords.parse(match.group(group)).ifPresent(value -> add(kind, value, before, match.group()));
            }
        }
    }

    private void add(Kind kind, double value, String before, String phrase) {
        found.add(new Quantity(kind, value, before, phrase, sentence));
    }
}
