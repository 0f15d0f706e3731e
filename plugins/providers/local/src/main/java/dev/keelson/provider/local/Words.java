package dev.keelson.provider.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reduces text to words that can be compared: lower case, without endings and without words that say nothing. */
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern CAMEL = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
    private static final Set<String> EMPTY_WORDS =
            Set.of(("a an the and or of in on at to for with from by as is are was"
                            + " were be been it its this that these those which who whom whose what when where how if than then so"
                            + " such not no only also but i we you he she they my our your his her their me us them do does did has"
                            + " have had can could will would may might must shall should there here into out up down over about"
                            + " any some all each other null true false field value")
                    .split(" ", -1));

    private Words() {}

    /** A name in the style of code as words: {@code reportedAt} and {@code reported_at} read {@code reported at}. */
    static String spaced(String name) {
        return CAMEL.matcher(name)
                .replaceAll(" ")
                .replace('_', ' ')
                .replace('-', ' ')
                .toLowerCase(Locale.ROOT);
    }

    /** The stems of the words that carry meaning, in order, with repetitions. */
    static List<String> stems(String text) {
        List<String> stems = new ArrayList<>();
        var words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            if (words.end() - words.start() > 1 && !EMPTY_WORDS.contains(words.group())) {
                stems.add(stem(words.group()));
            }
        }
        return stems;
    }

    /** Cuts the commonest English endings; both sides of a comparison are cut the same way, so rough is enough. */
    static String stem(String word) {
        for (String ending : List.of("ies", "ing", "ed", "es", "s", "e", "y")) {
            if (word.endsWith(ending) && word.length() - ending.length() >= 3) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }
}
