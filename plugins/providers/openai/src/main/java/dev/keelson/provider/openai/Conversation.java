package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.Message;
import dev.keelson.plugin.api.provider.Role;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The messages of a chat with what stands at their head taken apart.
 *
 * @param instructions all system messages at the start; empty when there are none
 */
record Conversation(String instructions, List<Message> rest) {

    static Conversation of(List<Message> messages) {
        int leading = 0;
        while (leading < messages.size() && messages.get(leading).role() == Role.SYSTEM) {
            leading++;
        }
        String instructions =
                messages.subList(0, leading).stream().map(Message::content).collect(Collectors.joining("\n\n"));
        return new Conversation(instructions, messages.subList(leading, messages.size()));
    }
}
