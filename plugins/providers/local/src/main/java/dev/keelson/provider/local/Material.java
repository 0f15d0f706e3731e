package dev.keelson.provider.local;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an answer is made from: the request, the embeddings of its texts and the time. */
record Material(Conversation conversation, Vectors vectors, Clock clock) {
    private static final int MAX_PHRASES = 24;

    Document input() {
        return conversation.input();
    }

    List<Example> examples() {
        return conversation.examples();
    }

    /** The same request with one part of the input in the place of the whole. */
    Material about(Document part) {
        return new Material(new Conversation(conversation.rules(), conversation.examples(), part), vectors, clock);
    }

    /** Every text whose embedding an answer may need, so that they are computed in one go. */
    static List<String> textsToEmbed(Field root, Conversation conversation) {
        Set<String> texts = new LinkedHashSet<>();
        addFieldTexts(root, new Samples(conversation.rules(), conversation.examples()), texts);
        texts.addAll(conversation.input().views());
        conversation.input().views().forEach(view -> texts.add(Marks.marked(view)));
        conversation.input().sentences().stream()
                .flatMap(sentence -> Quantities.in(sentence).stream())
                .map(Quantity::phrase)
                .limit(MAX_PHRASES)
                .forEach(texts::add);
        texts.removeIf(String::isBlank);
        return new ArrayList<>(texts);
    }

    private static void addFieldTexts(Field field, Samples samples, Set<String> texts) {
        if (field.type().isChoice()) {
            samples.of(field).forEach(sample -> texts.add(sample.text()));
        } else if (field.type() != FieldType.OBJECT) {
            texts.add(field.text());
        }
        field.children().forEach(child -> addFieldTexts(child, samples, texts));
    }
}
