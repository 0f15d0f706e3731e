package dev.keelson.core.agent;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.keelson.core.agent.JsonChange.Kind;
import dev.keelson.core.common.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in sentences what changed among named things and single settings. */
final class ItemSentences {
    private static final int SHOWN_PLACES = 5;
    private static final int SHOWN_NAMES = 10;

    private final Noun noun;

    private ItemSentences(Noun noun) {
        this.noun = noun;
    }

    static List<String> of(Noun noun, List<JsonChange> changes) {
        var writer = new ItemSentences(noun);
        List<String> sentences = new ArrayList<>();
        Map<String, List<JsonChange>> inside = new LinkedHashMap<>();
        for (JsonChange change : changes) {
            String item = change.item();
            if (item == null) {
                sentences.add(writer.setting(change));
            } else if (writer.isWholeItem(change)) {
                sentences.add(writer.item(change, item));
            } else {
                inside.computeIfAbsent(item, name -> new ArrayList<>()).add(change);
            }
        }
        inside.forEach((item, places) -> sentences.add(writer.changedItem(item, places)));
        return sentences;
    }

    private boolean isWholeItem(JsonChange change) {
        long depth = change.pointer().chars().filter(c -> c == '/').count();
        return depth == noun.depth && (change.kind() == Kind.ADDED || change.kind() == Kind.REMOVED);
    }

    private String item(JsonChange change, String item) {
        boolean added = change.kind() == Kind.ADDED;
        JsonNode value = value(added ? change.after() : change.before());
        return subject(item) + (added ? " was added" : " was removed") + detail(value) + ".";
    }

    private String detail(JsonNode item) {
        return switch (noun) {
            case RULE -> ": " + item.path("text").asText().replaceAll("\\.$", "");
            case TOOL -> " (" + item.path("tool").asText() + ")";
            case CHECK -> " (" + item.path("evaluator").asText() + ")";
            case MODEL, EXAMPLE, LIMIT, PIN -> "";
        };
    }

    private String changedItem(String item, List<JsonChange> places) {
        String shown = places.stream()
                .limit(SHOWN_PLACES)
                .map(place -> pointerInside(place.pointer()))
                .collect(Collectors.joining(", "));
        int more = places.size() - SHOWN_PLACES;
        return subject(item) + " changed at " + shown + (more > 0 ? " and " + more + " more places." : ".");
    }

    private String setting(JsonChange change) {
        JsonNode before = value(change.before());
        JsonNode after = value(change.after());
        if (change.kind() == Kind.REORDERED) {
            return "The order of the " + noun.plural + " changed to " + names(after) + ".";
        }
        String name = noun.setting + " " + lastToken(change.pointer());
        return switch (change.kind()) {
            case ADDED -> name + " was added: " + Sentences.shown(after) + ".";
            case REMOVED -> name + " was removed; it was " + Sentences.shown(before) + ".";
            case CHANGED, REORDERED ->
                name + " changed from " + Sentences.shown(before) + " to " + Sentences.shown(after) + ".";
        };
    }

    private static String names(JsonNode names) {
        if (!names.isArray()) {
            return names.asText();
        }
        List<String> shown = new ArrayList<>();
        names.forEach(name -> shown.add(name.asText()));
        int more = shown.size() - SHOWN_NAMES;
        String listed = String.join(", ", shown.subList(0, Math.min(SHOWN_NAMES, shown.size())));
        return more > 0 ? listed + " and " + more + " more" : listed;
    }

    private String subject(String item) {
        return noun.word + " " + (noun.quoted ? Json.text(item) : item);
    }

    private String pointerInside(String pointer) {
        JsonPointer inside = JsonPointer.compile(pointer);
        for (int i = 0; i < noun.depth && !inside.matches(); i++) {
            inside = inside.tail();
        }
        return inside.toString();
    }

    private static String lastToken(String pointer) {
        JsonPointer last = JsonPointer.compile(pointer).last();
        return last == null ? "" : last.getMatchingProperty();
    }

    private static JsonNode value(@Nullable JsonNode value) {
        return Objects.requireNonNullElse(value, NullNode.getInstance());
    }

    /** What the things of a section are called. */
    enum Noun {
        RULE("Rule", "rules", false, 1),
        EXAMPLE("Example", "examples", true, 1),
        MODEL("Model", "models", false, 2),
        TOOL("Tool", "tools", true, 1),
        CHECK("Check", "checks", true, 1),
        LIMIT("Limit", "limits", false, 1),
        PIN("Pin", "pins", false, 1);

        private final String word;
        private final String plural;
        private final String setting;
        private final boolean quoted;
        /** How many tokens a pointer to a whole thing has. */
        private final int depth;

        Noun(String word, String plural, boolean quoted, int depth) {
            this.word = word;
            this.plural = plural;
            this.quoted = quoted;
            this.depth = depth;
            setting = depth > 1 ? word + " parameter" : word;
        }
    }
}
