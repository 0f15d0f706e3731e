package dev.keelson.provider.support;

import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import java.util.List;

/** Makes chunks of an answer that is known as a whole. */
public final class Chunks {
    private Chunks() {}

    public static List<ChatChunk> whole(ChatResponse response) {
        ChatChunk end = ChatChunk.end(response);
        return response.content().isEmpty() ? List.of(end) : List.of(ChatChunk.text(response.content()), end);
    }

    /**
     * The chunks, or an empty one when events came without text: thinking, or the arguments of a tool call. It shows the
     * host that the model is at work. A ping shows nothing of the kind.
     */
    public static List<ChatChunk> withSignOfLife(List<SseEvent> events, List<ChatChunk> chunks) {
        boolean works = events.stream().anyMatch(event -> !event.name().equals("ping"));
        return chunks.isEmpty() && works ? List.of(ChatChunk.text("")) : chunks;
    }
}
