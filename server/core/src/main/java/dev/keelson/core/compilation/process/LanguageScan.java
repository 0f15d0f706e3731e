package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessResult;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a spec's language by its most frequent small words, or by its script. Says that it does not know rather than
 * guess: code, field names and JSON are no language.
 */
final class LanguageScan {
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]*`|https?://\\S+");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final int MIN_WORDS = 8;
    private static final double MIN_SHARE = 0.08;
    private static final Map<String, Set<String>> SMALL_WORDS = smallWords();
    private static final Map<Character.UnicodeScript, String> SCRIPTS = Map.of(
            Character.UnicodeScript.HIRAGANA, "ja",
            Character.UnicodeScript.KATAKANA, "ja",
            Character.UnicodeScript.HANGUL, "ko",
            Character.UnicodeScript.HAN, "zh",
            Character.UnicodeScript.GREEK, "el",
            Character.UnicodeScript.ARABIC, "ar",
            Character.UnicodeScript.HEBREW, "he",
            Character.UnicodeScript.THAI, "th",
            Character.UnicodeScript.CYRILLIC, "ru");

    private LanguageScan() {}

    static ProcessResult run(ProcessInput input) {
        Guess guess = guess(input.spec());
        ObjectNode result = Json.object().put("language", guess.tag()).put("confidence", guess.share());
        result.put("words", guess.words());
        if (guess.tag().equals("und")) {
            return ProcessResult.byRules("The text is too short or too mixed to tell its language.", result);
        }
        String name = Locale.forLanguageTag(guess.tag()).getDisplayLanguage(Locale.ENGLISH);
        return ProcessResult.byRules("The spec is written in " + name + ".", result);
    }

    /**
     * What the text looks like.
     *
     * @param tag BCP 47, {@code und} when not known
     * @param share of words that speak for it
     */
    record Guess(String tag, double share, int words) {}

    static Guess guess(String text) {
        String prose = CODE.matcher(text).replaceAll(" ");
        Map<String, Integer> hits = new LinkedHashMap<>();
        Map<String, Integer> scripts = new LinkedHashMap<>();
        int words = 0;
        Matcher matcher = WORD.matcher(prose);
        while (matcher.find()) {
            String word = matcher.group().toLowerCase(Locale.ROOT);
            words++;
            SMALL_WORDS.forEach((tag, small) -> {
                if (small.contains(word)) {
                    hits.merge(tag, 1, Integer::sum);
                }
            });
            String script = SCRIPTS.get(Character.UnicodeScript.of(word.codePointAt(0)));
            if (script != null) {
                scripts.merge(script, 1, Integer::sum);
            }
        }
        return decide(hits, scripts, words);
    }

    private static Guess decide(Map<String, Integer> hits, Map<String, Integer> scripts, int words) {
        int foreign = scripts.values().stream().mapToInt(Integer::intValue).sum();
        if (words > 0 && foreign * 2 > words) {
            // Kana stand between Han characters; one of them decides for Japanese.
            String tag = scripts.containsKey("ja") ? "ja" : most(scripts);
            return new Guess(tag, rounded((double) foreign / words), words);
        }
        if (words < MIN_WORDS || hits.isEmpty()) {
            return new Guess("und", 0, words);
        }
        String tag = most(hits);
        double share = (double) hits.getOrDefault(tag, 0) / words;
        return share < MIN_SHARE ? new Guess("und", rounded(share), words) : new Guess(tag, rounded(share), words);
    }

    private static String most(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("und");
    }

    private static double rounded(double share) {
        return Math.round(share * 100) / 100.0;
    }

    private static Map<String, Set<String>> smallWords() {
        Map<String, Set<String>> words = new LinkedHashMap<>();
        put(words, "en", "the of and to in is that it for with as are on be this by not or from if which an when");
        put(
                words,
                "de",
                "der die das und ist nicht ein eine zu den von mit sich auf für dem des im wenn oder wird auch");
        put(words, "fr", "le la les des et est un une dans que qui pour pas sur du au ce il avec sont ou");
        put(words, "es", "el los las y es un una en que por para no con del se al lo como son o si");
        put(words, "it", "il lo gli e è un una di che non per con del della si sono nel o se come");
        put(words, "pt", "o os as e é um uma de que não por para com do da em se são ou no na");
        put(words, "nl", "de het een en is van niet dat op te zijn voor met die in er aan of als wordt");
        put(words, "sv", "och att det är som en ett på av för med inte den till har om eller när ska");
        put(words, "da", "og at det er som en et på af for med ikke den til har om eller når skal");
        put(words, "pl", "i w na nie się jest to z do że o jak od po za lub oraz przez dla gdy");
        put(words, "cs", "a v na je se že to s z do o jak pro nebo když být jsou která který");
        put(words, "tr", "ve bir bu da de için ile olarak olan değil veya ise gibi daha her");
        put(words, "fi", "ja on ei se että tai kun joka ovat niin kuin jos mutta myös");
        return Map.copyOf(words);
    }

    private static void put(Map<String, Set<String>> words, String tag, String list) {
        words.put(tag, Set.of(list.split(" ", -1)));
    }
}
