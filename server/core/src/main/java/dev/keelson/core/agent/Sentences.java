package dev.keelson.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import java.util.ArrayList;
import java.util.List;

/** The sentences of one section, bounded in number and length. Confined to one comparison. */
final class Sentences {
    private static final int MAX_SENTENCES = 100;
    private static final int MAX_LENGTH = 500;
    private static final int MAX_VALUE_LENGTH = 120;

    private final List<String> sentences = new ArrayList<>();
    private final boolean listsTruncated;
    private boolean cut;

    Sentences(boolean listsTruncated) {
        this.listsTruncated = listsTruncated;
    }

    void addAll(List<String> added) {
        int room = MAX_SENTENCES - sentences.size();
        added.stream().limit(room).map(text -> CutText.to(MAX_LENGTH, text)).forEach(sentences::add);
        if (added.size() > room) {
            cut = true;
            sentences.add("There are " + (added.size() - room) + " more changes.");
        }
    }

    /** Says this when there is nothing better to say. */
    void fallBackTo(String sentence) {
        if (sentences.isEmpty()) {
            sentences.add(sentence);
        }
    }

    boolean cut() {
        return cut;
    }

    List<String> all() {
        List<String> all = new ArrayList<>(sentences);
        if (listsTruncated) {
            all.add("The list is cut; not every change is shown.");
        }
        return all;
    }

    /** A value in a sentence: strings in quotes, nothing as {@code unset}. */
    static String shown(JsonNode value) {
        return value.isNull() ? "unset" : CutText.to(MAX_VALUE_LENGTH, Json.text(value));
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
