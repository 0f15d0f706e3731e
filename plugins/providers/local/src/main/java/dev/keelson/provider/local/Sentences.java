package dev.keelson.provider.local;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits prose into sentences, exactly as they are written. */
final class Sentences {

    private Sentences() {}

    /** At most {@code limit} sentences; line breaks end a sentence as well. */
    static List<String> of(String text, int limit) {
        List<String> sentences = new ArrayList<>();
        for (String line : text.split("\\R", limit + 1)) {
            addSentences(line, sentences);
            if (sentences.size() >= limit) {
                return List.copyOf(sentences.subList(0, limit));
            }
        }
        return List.copyOf(sentences);
    }

    private static void addSentences(String line, List<String> sentences) {
        BreakIterator boundaries = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        boundaries.setText(line);
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; start = end, end = boundaries.next()) {
            String sentence = line.substring(start, end).strip();
            if (!sentence.isEmpty()) {
                sentences.add(sentence);
            }
        }
    }
}
