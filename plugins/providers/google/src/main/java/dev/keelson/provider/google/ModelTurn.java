package dev.keelson.provider.google;

import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One turn of the model in the history: its parts exactly as Gemini gave them, which holds the signatures, or new ones when
 * the turn comes from elsewhere.
 *
 * @param continuationToken present when the model was interrupted in this turn
 */
record ModelTurn(List<Object> parts, List<SentCall> calls, Optional<String> continuationToken) {
    private static final String PARTS = "parts";
    private static final String TOKEN = "continuationToken";
    private static final String CALL = "functionCall";

    /** What the host keeps with the turn. {@code token}: present when the turn is not complete. */
    static Map<String, Object> state(List<Map<?, ?>> parts, Optional<String> token) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put(PARTS, parts);
        token.ifPresent(value -> state.put(TOKEN, value));
        return state;
    }

    /** The turn as Gemini gave it; empty when it did not, or when calls were taken out of it since. */
    static Optional<ModelTurn> given(Message message) {
        Optional<JsonFields> state = message.providerState().flatMap(JsonFields::of);
        List<JsonFields> parts = state.map(fields -> fields.objects(PARTS)).orElse(List.of());
        List<JsonFields> calls =
                parts.stream().flatMap(part -> part.object(CALL).stream()).toList();
        if (state.isEmpty()
                || parts.isEmpty()
                || calls.size() != message.toolCalls().size()) {
            return Optional.empty();
        }
        List<SentCall> sent = new ArrayList<>();
        for (JsonFields call : calls) {
            ToolCall own = message.toolCalls().get(sent.size());
            @Nullable String wireId = call.text("id").orElse(null);
            sent.add(new SentCall(own.id(), wireId, call.text("name").orElse(own.name())));
        }
        List<Object> verbatim = new ArrayList<>();
        parts.forEach(part -> verbatim.add(part.map()));
        return Optional.of(new ModelTurn(verbatim, sent, state.get().text(TOKEN)));
    }
}
