package dev.keelson.provider.google;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers the parts of one answer in order and as they came, so that they can be sent back with their signatures. Bare text
 * of a stream is joined: nothing in it is signed. Not thread-safe.
 */
final class Parts {
    private static final int MAX_PARTS = 2_048;
    private static final String TEXT = "text";
    private static final String THOUGHT = "thought";

    private final List<Map<?, ?>> parts = new ArrayList<>();
    private final StringBuilder bareText = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();
    private boolean bareIsThought;

    /** Gives back the text of the part that belongs to the answer. */
    String add(JsonFields part) {
        boolean thought = Boolean.TRUE.equals(part.map().get(THOUGHT));
        String text = part.text(TEXT).orElse("");
        if (isBareText(part)) {
            if (thought != bareIsThought) {
                finishText();
            }
            bareIsThought = thought;
            bareText.append(text);
        } else {
            finishText();
            keep(part.map());
        }
        String shown = thought ? "" : text;
        answer.append(shown);
        return shown;
    }

    /** Without thoughts. */
    String text() {
        return answer.toString();
    }

    List<Map<?, ?>> verbatim() {
        finishText();
        return List.copyOf(parts);
    }

    List<JsonFields> calls() {
        return parts.stream()
                .map(part -> new JsonFields(part).object("functionCall"))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether the turn can only be sent back as it came: it holds signatures, calls or more than text. */
    boolean hasState() {
        return verbatim().stream().anyMatch(part -> !isBareText(new JsonFields(part)));
    }

    private static boolean isBareText(JsonFields part) {
        return part.map().keySet().stream().allMatch(key -> TEXT.equals(key) || THOUGHT.equals(key));
    }

    private void finishText() {
        if (bareText.length() > 0) {
            Map<String, Object> part = new HashMap<>();
            part.put(TEXT, bareText.toString());
            if (bareIsThought) {
                part.put(THOUGHT, true);
            }
            keep(part);
            bareText.setLength(0);
        }
    }

    private void keep(Map<?, ?> part) {
        if (parts.size() >= MAX_PARTS) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has more than " + MAX_PARTS + " parts");
        }
        parts.add(part);
    }
}
