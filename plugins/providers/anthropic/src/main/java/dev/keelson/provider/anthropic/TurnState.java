package dev.keelson.provider.anthropic;

import dev.keelson.provider.support.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The blocks of an assistant turn that must come back as they were, such as signed thinking and results of searches. */
final class TurnState {
    private static final String CONTENT = "content";

    private TurnState() {}

    /** A call is kept without its arguments, which the message has. */
    static Object of(List<AnswerBlock> blocks) {
        return Map.of(CONTENT, blocks.stream().map(TurnState::kept).toList());
    }

    /** Empty when there is no state or it is not ours. */
    static Optional<List<JsonFields>> read(Optional<Object> state) {
        return state.flatMap(JsonFields::of)
                .filter(fields -> !fields.list(CONTENT).isEmpty())
                .map(fields -> fields.objects(CONTENT));
    }

    private static Map<?, ?> kept(AnswerBlock block) {
        if (!block.isToolCall()) {
            return block.fields().map();
        }
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("type", block.type());
        call.put("id", block.fields().text("id").orElse(""));
        call.put("name", block.fields().text("name").orElse(""));
        return call;
    }
}
