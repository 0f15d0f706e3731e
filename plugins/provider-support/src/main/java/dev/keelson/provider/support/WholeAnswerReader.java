package dev.keelson.provider.support;

import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** Reads an answer that came at once although a stream was asked for, and gives it out as one text and an end. */
public final class WholeAnswerReader implements BodyReader {
    private final Collected body = new Collected(Integer.MAX_VALUE);
    private final Function<String, ChatResponse> answer;
    private boolean finished;

    /** {@code answer}: reads the whole body; it may throw {@link dev.keelson.plugin.api.PluginException}. */
    public WholeAnswerReader(Function<String, ChatResponse> answer) {
        this.answer = answer;
    }

    @Override
    public List<ChatChunk> read(ByteBuffer bytes) {
        body.add(bytes);
        return List.of();
    }

    @Override
    public List<ChatChunk> end() {
        ChatResponse response = answer.apply(body.text());
        finished = true;
        return Chunks.whole(response);
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public boolean isWhole() {
        return false;
    }
}
