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
}
