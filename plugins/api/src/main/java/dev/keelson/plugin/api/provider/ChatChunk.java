package dev.keelson.plugin.api.provider;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A piece of a streamed answer: text as it arrives, and at the end the whole response. */
public final class ChatChunk {
    private final String textDelta;
    private final @Nullable ChatResponse response;

    private ChatChunk(String textDelta, @Nullable ChatResponse response) {
        this.textDelta = textDelta;
        this.response = response;
    }

    public static ChatChunk text(String delta) {
        return new ChatChunk(Objects.requireNonNull(delta, "delta"), null);
    }

    public static ChatChunk end(ChatResponse response) {
        return new ChatChunk("", Objects.requireNonNull(response, "response"));
    }

    /** Text to append; empty on the last chunk. */
    public String textDelta() {
        return textDelta;
    }

    /** Present exactly on the last chunk. */
    public Optional<ChatResponse> response() {
        return Optional.ofNullable(response);
    }
}
