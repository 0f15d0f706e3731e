package dev.keelson.provider.google;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.provider.support.BodyReader;
import dev.keelson.provider.support.Chunks;
import dev.keelson.provider.support.SseDecoder;
import dev.keelson.provider.support.SseEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a stream of responses. Nothing marks its end but the end of the body, and counts may follow the last text, so the
 * answer is given out there.
 */
final class EventStreamReader implements BodyReader {
    private final SseDecoder decoder = new SseDecoder();
    private final AnswerAssembler answer = new AnswerAssembler();
    private final WireRequest request;
    private final AnswerMapper answers;
    private boolean finished;

    EventStreamReader(WireRequest request, AnswerMapper answers) {
        this.request = request;
        this.answers = answers;
    }

    @Override
    public List<ChatChunk> read(ByteBuffer bytes) {
        List<SseEvent> events = decoder.feed(bytes);
        return Chunks.withSignOfLife(events, chunks(events));
    }

    @Override
    public List<ChatChunk> end() {
        List<ChatChunk> chunks = new ArrayList<>(chunks(decoder.end()));
        if (!answer.isWhole()) {
            throw new PluginException(ErrorType.UNAVAILABLE, "the stream ended before the answer did");
        }
        chunks.add(ChatChunk.end(answers.judged(request, answer.toAnswer())));
        finished = true;
        return chunks;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public boolean isWhole() {
        return answer.isWhole();
    }

    private List<ChatChunk> chunks(List<SseEvent> events) {
        List<ChatChunk> chunks = new ArrayList<>();
        for (SseEvent event : events) {
            String data = event.data().strip();
            if (!data.isEmpty() && !data.equals("[DONE]")) {
                String text = answer.add(answers.fields(data));
                if (!text.isEmpty()) {
                    chunks.add(ChatChunk.text(text));
                }
            }
        }
        return chunks;
    }
}
