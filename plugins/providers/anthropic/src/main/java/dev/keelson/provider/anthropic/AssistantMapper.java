package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
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
 * Writes assistant turns. A turn that came with {@link TurnState} is replayed block by block, unchanged and in order, with
 * the arguments of its calls taken from the message.
 */
final class AssistantMapper {
    private final JsonCodec json;

    AssistantMapper(JsonCodec json) {
        this.json = json;
    }

    /** Empty when the turn says nothing. */
    List<Map<?, ?>> blocks(Message message) {
        Map<String, ToolCall> calls = new LinkedHashMap<>();
        message.toolCalls().forEach(call -> calls.putIfAbsent(call.id(), call));
        List<Map<?, ?>> blocks = new ArrayList<>();
        Optional<List<JsonFields>> kept = TurnState.read(message.providerState());
        if (kept.isPresent()) {
            kept.get().forEach(block -> replay(block, calls, blocks));
        } else if (!message.content().isBlank()) {
            blocks.add(ConversationMapper.text(message.content()));
        }
        calls.values().forEach(call -> blocks.add(toolUse(call)));
        return blocks;
    }

    /** Ids of other providers may have characters that are refused here. */
    static String wireId(String id) {
        return id.isEmpty() ? "call" : id.replaceAll("[^a-zA-Z0-9_-]", "_");
    }

    /** A call that the message no longer has was never made: it would wait for its result in vain. */
    private void replay(JsonFields block, Map<String, ToolCall> calls, List<Map<?, ?>> blocks) {
        String type = block.text("type").orElse("");
        if (type.equals("tool_use")) {
            Optional.ofNullable(calls.remove(block.text("id").orElse(""))).ifPresent(call -> blocks.add(toolUse(call)));
        } else if (!type.equals("text") || !block.text("text").orElse("").isBlank()) {
            blocks.add(block.map());
        }
    }

    private Map<String, Object> toolUse(ToolCall call) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "tool_use");
        block.put("id", wireId(call.id()));
        block.put("name", call.name());
        block.put("input", input(call.arguments()));
        return block;
    }

    /** Arguments that are no JSON object have to be wrapped in one: nothing else is taken. */
    private Map<?, ?> input(String arguments) {
        if (arguments.isBlank()) {
            return Map.of();
        }
        try {
            @Nullable Object value = json.read(arguments);
            return value instanceof Map<?, ?> map ? map : Map.of("_raw", arguments);
        } catch (PluginException broken) {
            return Map.of("_raw", arguments);
        }
    }
}
