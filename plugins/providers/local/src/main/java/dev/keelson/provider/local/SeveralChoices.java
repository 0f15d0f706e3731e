package dev.keelson.provider.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds which of several known values apply to the input, none, one or more of them. */
final class SeveralChoices {
    private static final double APPLIES = 0.5;

    private final Field list;
    private final Field item;
    private final Material material;

    SeveralChoices(Field list, Field item, Material material) {
        this.list = list;
        this.item = item;
        this.material = material;
    }

    /** The most certain first; at least one when the schema asks for one. */
    List<Object> find() {
        var scores = new ChoiceScores(item, withSingleValues());
        double[] byValue = scores.of(material.input());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < item.choices().size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> -byValue[i]));
        double least = Math.max(0, list.limits().bounds().min());
        List<Object> found = new ArrayList<>();
        for (int i : order) {
            if (found.size() < least
                    || byValue[i] >= APPLIES
                    || isNamed(item.choices().get(i))) {
                found.add(item.choices().get(i).value());
            }
        }
        return found;
    }

    /** Examples with several values teach none of them in particular, so meanings and rules have the word. */
    private Material withSingleValues() {
        var conversation = material.conversation();
        return new Material(
                new Conversation(conversation.rules(), List.of(), conversation.input()),
                material.vectors(),
                material.clock());
    }

    private boolean isNamed(Choice choice) {
        String prose = material.input().prose().toLowerCase(Locale.ROOT);
        return choice.words().length() > 2 && (" " + prose + " ").matches("(?s).*\\b\\Q" + choice.words() + "\\E\\b.*");
    }
}
