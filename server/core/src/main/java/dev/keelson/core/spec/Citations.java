package dev.keelson.core.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks quotes up in the sentences that they are said to be from. */
final class Citations {
    private static final int MIN_QUOTE = 2;

    private final Map<String, Sentence> sentences = new LinkedHashMap<>();

    Citations(List<Sentence> all) {
        all.forEach(sentence -> sentences.putIfAbsent(sentence.id(), sentence));
    }

    /** The source of a field that was read, if its sentence has the quoted words; else why it is an assumption. */
    FieldSource source(String pointer, ReadField field) {
        return cited(pointer, field.sentenceId(), field.quote())
                .orElseGet(() -> new FieldSource(pointer, null, reason(field), false));
    }

    /** Where the words stand, in that sentence only. */
    Optional<FieldSource> cited(String pointer, @Nullable String sentenceId, String quote) {
        Sentence sentence = sentenceId == null ? null : sentences.get(sentenceId);
        return sentence == null ? Optional.empty() : within(sentence, pointer, quote);
    }

    /** Where the words stand in any sentence: they may have been moved into another. */
    Optional<FieldSource> anywhere(String pointer, String quote) {
        return sentences.values().stream()
                .flatMap(sentence -> within(sentence, pointer, quote).stream())
                .findFirst();
    }

    private static Optional<FieldSource> within(Sentence sentence, String pointer, String quote) {
        String words = RuleIds.fold(quote);
        if (words.codePoints().filter(Character::isLetterOrDigit).count() < MIN_QUOTE) {
            return Optional.empty();
        }
        Matcher found = Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(words) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(sentence.text());
        return found.find()
                ? Optional.of(new FieldSource(pointer, sentence.id(), found.group(), true))
                : Optional.empty();
    }

    private String reason(ReadField field) {
        if (field.sentenceId() == null) {
            String reason = RuleIds.fold(field.reason());
            return reason.isEmpty() ? "no sentence was named that asks for it" : reason;
        }
        return sentences.containsKey(field.sentenceId())
                ? "the sentence that was named for it does not have the words " + SpecProblems.quote(field.quote())
                : "the sentence that was named for it does not exist";
    }
}
