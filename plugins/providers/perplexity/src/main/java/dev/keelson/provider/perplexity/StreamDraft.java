package dev.keelson.provider.perplexity;

import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts one answer together from events. The response object of the last event counts; what it leaves out is taken from the
 * events before it, because every field of it may be missing. Not thread-safe.
 */
final class StreamDraft {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Object> response = new HashMap<>();
    private final TreeMap<Long, JsonFields> items = new TreeMap<>();
    private final List<Object> searchResults = new ArrayList<>();

    void addText(String delta) {
        text.append(delta);
    }

    /** Takes in the response object of any event. */
    void addResponse(JsonFields event) {
        event.object("response")
                .ifPresent(fields -> fields.map().forEach((name, value) -> {
                    if (value != null) {
                        response.put(name.toString(), value);
                    }
                }));
    }

    void addItem(JsonFields event) {
        event.object("item")
                .ifPresent(item -> items.put(event.integer("output_index").orElseGet(this::nextIndex), item));
    }

    void addSearchResults(JsonFields event) {
        searchResults.addAll(event.list("results"));
    }

    /** {@code defaultStatus}: what the last event says by its name; {@code sent}: the text went out as it arrived. */
    AgentAnswer answer(JsonFields lastEvent, String defaultStatus, boolean sent) {
        addResponse(lastEvent);
        String status = lastEvent
                .object("response")
                .flatMap(fields -> fields.text("status"))
                .orElse(defaultStatus);
        var fields = new JsonFields(response);
        List<JsonFields> output = output(fields);
        return new AgentAnswer(fields, status, output, finalText(output, sent));
    }

    private List<JsonFields> output(JsonFields fields) {
        List<JsonFields> given = fields.objects("output");
        List<JsonFields> output = new ArrayList<>(given.isEmpty() ? items.values() : given);
        boolean hasResults =
                !AgentAnswer.items(output, CitationReader.SEARCH_RESULTS).isEmpty();
        if (!hasResults && !searchResults.isEmpty()) {
            output.add(0, new JsonFields(Map.of("type", CitationReader.SEARCH_RESULTS, "results", searchResults)));
        }
        return output;
    }

    /** Text that has gone out can't be taken back, so that the answer may only be longer than it. */
    private String finalText(List<JsonFields> output, boolean sent) {
        String whole = AgentAnswer.text(output);
        String streamed = text.toString();
        boolean fits = sent ? whole.startsWith(streamed) : !whole.isEmpty();
        return fits ? whole : streamed;
    }

    private long nextIndex() {
        return items.isEmpty() ? 0 : items.lastKey() + 1;
    }
}
