package dev.keelson.core.compilation.prose;

import dev.keelson.core.compilation.question.Question;
import dev.keelson.core.spec.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that two readers take differently, each with readings to choose from. */
final class VagueWords {
    private static final int QUOTED = 120;
    private static final List<Vague> WORDS = List.of(
            new Vague("soon|quickly|promptly|asap|shortly", "within one hour", "within one working day"),
            new Vague(
                    "usually|generally|normally|typically|often|mostly",
                    "always",
                    "unless another rule says otherwise"),
            new Vague("etc|and so on|among others", "only what is named", "also whatever is of the same kind"),
            new Vague(
                    "appropriate|appropriately|suitable|reasonable|adequate|proper|relevant",
                    "only what another rule names",
                    "whatever helps the reader most"),
            new Vague("and/or", "all of them must hold", "one of them is enough"),
            new Vague("several|some|many|few|a lot of", "at least two", "at least five"),
            new Vague(
                    "large|small|high|low|big|significant|long|recent|old",
                    "by a fixed bound",
                    "by comparison with the usual"),
            new Vague("short|brief|concise", "at most one sentence", "at most three sentences"),
            new Vague(
                    "if possible|where possible|when possible|if necessary|as needed|if needed",
                    "always when the input allows it",
                    "only when another rule asks for it"),
            new Vague("should|ideally|preferably", "must, in every case", "unless another rule says otherwise"));

    private VagueWords() {}

    /** The first such word of the sentence. */
    static Optional<Question> question(Sentence sentence) {
        return WORDS.stream().flatMap(vague -> vague.in(sentence).stream()).findFirst();
    }

    /** A group of words with two readings. */
    private record Vague(Pattern words, String first, String second) {

        Vague(String words, String first, String second) {
            this(
                    Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + words + ")(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE),
                    first,
                    second);
        }

        Optional<Question> in(Sentence sentence) {
            Matcher found = words.matcher(sentence.text());
            if (!found.find()) {
                return Optional.empty();
            }
            String word = found.group();
            return Optional.of(Question.of(
                    Question.Kind.AMBIGUITY,
                    Question.Origin.RULES,
                    List.of(sentence.id()),
                    "What does \"" + word + "\" mean in: " + cut(sentence.text()),
                    List.of(reading(word, first, sentence), reading(word, second, sentence))));
        }

        private static Question.Reading reading(String word, String meaning, Sentence sentence) {
            return new Question.Reading(
                    Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1),
                    "Cases are decided as if \"" + word + "\" read \"" + meaning + "\".",
                    "In \"" + cut(sentence.text()) + "\", the word \"" + word + "\" means: " + meaning + ".");
        }
    }

    static String cut(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED).strip() + "...";
    }
}
