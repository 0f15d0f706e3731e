package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads an answer that is not streamed, and gives it out as one piece of text and an end. */
final class WholeAnswerReader implements BodyReader {
    private final Collected body = new Collected(Integer.MAX_VALUE);
    private final WireRequest request;
    private final AnswerMapper answers;
    private boolean finished;

    WholeAnswerReader(WireRequest request, AnswerMapper answers) {
        this.request = request;
        this.answers = answers;
    }

    @Override
    public List<ChatChunk> read(ByteBuffer bytes) {
        body.add(bytes);
        return List.of();
    }

    @Override
    public List<ChatChunk> end() {
        ChatResponse response = answers.whole(request, body.text());
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
