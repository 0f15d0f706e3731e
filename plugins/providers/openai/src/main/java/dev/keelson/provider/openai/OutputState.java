package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The output items of an answer that OpenAI wants back: encrypted reasoning together with what it led to. Reasoning without
 * its encrypted content is known to OpenAI only when it stores answers, which is never asked for, so it can't go back.
 */
final class OutputState {
    private static final String API = "api";
    private static final String ITEMS = "items";
    private static final String RESPONSES = "openai.responses";
    private static final String REASONING = "reasoning";

    private OutputState() {}

    /** The state to keep; empty when the words of the answer say it all, or when it can't be sent back whole. */
    static Optional<Object> of(List<JsonFields> output) {
        List<JsonFields> whole = withoutReasoningAtTheEnd(output);
        boolean worthIt = whole.stream()
                .anyMatch(item -> isReasoning(item) || item.text("phase").isPresent());
        boolean complete = whole.stream().filter(OutputState::isReasoning).allMatch(OutputState::isEncrypted);
        if (!worthIt || !complete) {
            return Optional.empty();
        }
        Map<String, Object> state = new LinkedHashMap<>();
        state.put(API, RESPONSES);
        state.put(ITEMS, whole.stream().map(OutputState::withoutNulls).toList());
        return Optional.of(state);
    }

    /** The items to send back for a turn; empty when the turn has no state, or one that does not belong to it. */
    static List<Object> items(Message message) {
        Optional<JsonFields> state = message.providerState()
                .flatMap(JsonFields::of)
                .filter(fields -> fields.text(API).filter(RESPONSES::equals).isPresent());
        List<JsonFields> items = state.map(fields -> fields.objects(ITEMS)).orElse(List.of());
        return callIds(items).equals(callIds(message))
                ? items.stream().<Object>map(JsonFields::map).toList()
                : List.of();
    }

    /** Reasoning that led to nothing is refused. */
    private static List<JsonFields> withoutReasoningAtTheEnd(List<JsonFields> output) {
        List<JsonFields> items = new ArrayList<>(output);
        while (!items.isEmpty() && isReasoning(items.get(items.size() - 1))) {
            items.remove(items.size() - 1);
        }
        return items;
    }

    private static boolean isReasoning(JsonFields item) {
        return item.text("type").filter(REASONING::equals).isPresent();
    }

    private static boolean isEncrypted(JsonFields item) {
        return item.text("encrypted_content").filter(text -> !text.isEmpty()).isPresent();
    }

    private static Set<String> callIds(List<JsonFields> items) {
        return items.stream()
                .filter(item ->
                        item.text("type").filter("function_call"::equals).isPresent())
                .map(item -> item.text("call_id").orElse(""))
                .collect(Collectors.toSet());
    }

    private static Set<String> callIds(Message message) {
        return message.toolCalls().stream().map(ToolCall::id).collect(Collectors.toSet());
    }

    /** What comes as null in an answer may not be known as a field of a request. */
    private static Map<String, Object> withoutNulls(JsonFields item) {
        Map<String, Object> kept = new LinkedHashMap<>();
        item.map().forEach((key, value) -> {
            if (value != null) {
                kept.put(key.toString(), value);
            }
        });
        return kept;
    }
}
