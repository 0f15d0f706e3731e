package dev.keelson.provider.google;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.Role;
import dev.keelson.plugin.api.provider.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the messages of one chat: one Content for each turn of the model, and one for all results of its calls. Used
 * once.
 */
final class ConversationMapper {
    /** Documented for calls that no Gemini model has signed. */
    private static final String UNSIGNED = "skip_thought_signature_validator";

    private final ModelFamily family;
    private final ToolNames names;
    private final JsonCodec json;
    private final UserParts userParts = new UserParts();
    private final List<Map<String, Object>> system = new ArrayList<>();
    private final List<Map<String, Object>> contents = new ArrayList<>();
    private final ToolResults results = new ToolResults();
    private int calls;

    ConversationMapper(ModelFamily family, ToolNames names, JsonCodec json) {
        this.family = family;
        this.names = names;
        this.json = json;
    }

    Conversation map(List<Message> messages) {
        Optional<String> token = Optional.empty();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            boolean last = i == messages.size() - 1;
            Optional<ModelTurn> given = message.role() == Role.ASSISTANT ? ModelTurn.given(message) : Optional.empty();
            token = last ? given.flatMap(ModelTurn::continuationToken) : Optional.empty();
            // An interrupted turn is not sent back: the same request goes out again, with the token.
            if (token.isEmpty()) {
                add(message, given);
            }
        }
        finishResults();
        return new Conversation(system, contents, calls, token);
    }

    private void add(Message message, Optional<ModelTurn> given) {
        if (message.role() != Role.TOOL) {
            finishResults();
        }
        switch (message.role()) {
            case SYSTEM -> addSystem(message);
            case USER -> contents.add(content("user", userParts.of(message)));
            case ASSISTANT -> addModel(given.orElseGet(() -> rebuilt(message)));
            case TOOL -> results.add(message);
        }
    }

    /** There is one system instruction, before everything; what the system says later is said in its place. */
    private void addSystem(Message message) {
        if (message.content().isEmpty()) {
            return;
        }
        if (contents.isEmpty()) {
            system.add(text(message.content()));
        } else {
            contents.add(content("user", List.of(text(message.content()))));
        }
    }

    private void addModel(ModelTurn turn) {
        calls += turn.calls().size();
        results.expect(turn.calls());
        if (turn.parts().isEmpty()) {
            return;
        }
        Optional<List<Object>> open = partsOfOpenModelTurn();
        if (open.isPresent()) {
            open.get().addAll(turn.parts());
        } else {
            contents.add(content("model", turn.parts()));
        }
    }

    /** A turn that goes on belongs to the same Content as its start. */
    @SuppressWarnings("unchecked") // every Content here was made by content()
    private Optional<List<Object>> partsOfOpenModelTurn() {
        if (contents.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> latest = contents.get(contents.size() - 1);
        return "model".equals(latest.get("role"))
                ? Optional.ofNullable((List<Object>) latest.get("parts"))
                : Optional.empty();
    }

    /** Only the first of parallel calls carries a signature. */
    private ModelTurn rebuilt(Message message) {
        List<Object> parts = new ArrayList<>();
        List<SentCall> sent = new ArrayList<>();
        if (!message.content().isEmpty()) {
            parts.add(text(message.content()));
        }
        for (ToolCall call : message.toolCalls()) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("functionCall", functionCall(call));
            if (sent.isEmpty() && family.needsSignatures()) {
                part.put("thoughtSignature", UNSIGNED);
            }
            parts.add(part);
            sent.add(new SentCall(call.id(), call.id(), names.wire(call.name())));
        }
        return new ModelTurn(parts, sent, Optional.empty());
    }

    private Map<String, Object> functionCall(ToolCall call) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", call.id());
        result.put("name", names.wire(call.name()));
        result.put("args", arguments(call.arguments()));
        return result;
    }

    /** Arguments are an object on this wire; text that is none is handed on under a name of its own. */
    private Object arguments(String text) {
        if (text.isBlank()) {
            return Map.of();
        }
        try {
            return json.read(text) instanceof Map<?, ?> map ? map : Map.of("arguments", text);
        } catch (PluginException broken) {
            return Map.of("arguments", text);
        }
    }

    private void finishResults() {
        List<Object> parts = results.take();
        if (!parts.isEmpty()) {
            contents.add(content("user", parts));
        }
    }

    private static Map<String, Object> content(String role, List<?> parts) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("role", role);
        content.put("parts", new ArrayList<Object>(parts));
        return content;
    }

    static Map<String, Object> text(String text) {
        return Map.of("text", text);
    }

    static PluginException refused(String why) {
        return new PluginException(ErrorType.INVALID_REQUEST, why);
    }
}
