package dev.keelson.provider.openai;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Output items that grow while they are streamed, by their index. A closed item is final; one that was never closed is what
 * the last response object says, or else what its pieces make.
 */
final class StreamedItems {
    private static final int MAX_ITEMS = 1_000;

    private final SortedMap<Long, Draft> drafts = new TreeMap<>();

    void open(JsonFields event) {
        event.object("item").ifPresent(item -> draft(event).skeleton = item);
    }

    void close(JsonFields event) {
        event.object("item").ifPresent(item -> draft(event).done = item);
    }

    /** The text that can go out; empty while an earlier message may still grow, and for remarks on the way. */
    String addText(JsonFields event) {
        Draft draft = draft(event);
        String text = event.text("delta").orElse("");
        draft.text.append(text);
        boolean first = drafts.headMap(index(event)).values().stream().allMatch(Draft::isClosedOrNoMessage);
        draft.held |= !first || ResponsesAnswers.isCommentary(draft.skeleton);
        return draft.held ? "" : text;
    }

    void addRefusal(JsonFields event) {
        draft(event).refusal.append(event.text("delta").orElse(""));
    }

    void addArguments(JsonFields event) {
        draft(event).arguments.append(event.text("delta").orElse(""));
    }

    /** {@code listed}: the items of the last response object, whose place in the list is their index. */
    List<JsonFields> output(List<JsonFields> listed) {
        SortedMap<Long, JsonFields> all = new TreeMap<>();
        drafts.forEach((index, draft) -> all.put(index, draft.toItem()));
        for (int i = 0; i < listed.size(); i++) {
            @Nullable Draft draft = drafts.get((long) i);
            if (draft == null || draft.done == null) {
                all.put((long) i, listed.get(i));
            }
        }
        return new ArrayList<>(all.values());
    }

    private Draft draft(JsonFields event) {
        Draft draft = drafts.computeIfAbsent(index(event), first -> new Draft());
        if (drafts.size() > MAX_ITEMS) {
            throw new PluginException(
                    ErrorType.MALFORMED_RESPONSE, "the answer has more than " + MAX_ITEMS + " output items");
        }
        return draft;
    }

    private static Long index(JsonFields event) {
        return event.count("output_index");
    }

    /** An item that is still growing. */
    private static final class Draft {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder refusal = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();
        private JsonFields skeleton = new JsonFields(Map.of("type", "message"));
        private @Nullable JsonFields done;
        /** Once a piece was kept back, the rest of the text has to wait with it. */
        private boolean held;

        boolean isClosedOrNoMessage() {
            return done != null || !skeleton.text("type").orElse("").equals("message");
        }

        JsonFields toItem() {
            if (done != null) {
                return done;
            }
            Map<String, Object> item = new LinkedHashMap<>();
            skeleton.map().forEach((key, value) -> item.put(key.toString(), value));
            if (skeleton.text("type").orElse("").equals("function_call")) {
                item.put("arguments", arguments.toString());
            } else {
                item.put("content", parts());
            }
            return new JsonFields(item);
        }

        private List<Object> parts() {
            List<Object> parts = new ArrayList<>();
            if (!text.isEmpty()) {
                parts.add(Map.of("type", "output_text", "text", text.toString()));
            }
            if (!refusal.isEmpty()) {
                parts.add(Map.of("type", "refusal", "refusal", refusal.toString()));
            }
            return parts;
        }
    }
}
