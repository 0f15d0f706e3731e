package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.common.Json;
import dev.keelson.core.spec.Example;
import dev.keelson.plugin.api.provider.Attachment;
import dev.keelson.plugin.api.provider.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds what a model is given. Instructions stand in the system message and nowhere else; an input is the whole of a user
 * message, as one JSON value, so that no text in it can end the data and begin something else.
 */
public final class PromptBuilder {

    private PromptBuilder() {}

    /** The messages that are the same for every input: instructions, then examples as turns. */
    public static List<Message> fixed(AgentDefinition definition) {
        List<Message> messages = new ArrayList<>();
        messages.add(Message.system(definition.instructions()));
        for (Example example : definition.examples()) {
            messages.add(input(example.input(), List.of()));
            messages.add(Message.assistant(Json.text(example.output())));
        }
        return List.copyOf(messages);
    }

    /** The message that carries an input. */
    public static Message input(JsonNode input, List<Attachment> files) {
        return files.isEmpty() ? Message.user(Json.text(input)) : Message.user(Json.text(input), files);
    }
}
