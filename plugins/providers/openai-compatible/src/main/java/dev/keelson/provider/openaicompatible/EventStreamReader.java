package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.provider.support.BodyReader;
import dev.keelson.provider.support.Chunks;
import dev.keelson.provider.support.ResponseHead;
import dev.keelson.provider.support.SseDecoder;
import dev.keelson.provider.support.SseEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a stream of completion chunks. Text goes out as it arrives, unless the answer has to be rewritten to fit the
 * original schema: then it goes out at the end, so that what was streamed equals the answer.
 */
final class EventStreamReader implements BodyReader {
    private static final String DONE = "[DONE]";

    private final SseDecoder decoder = new SseDecoder();
    private final WireRequest request;
    private final ResponseHead head;
    private final AnswerMapper answers;
    private final AnswerAssembler answer;
    private final boolean holdsBack;
    private boolean finished;

    EventStreamReader(WireRequest request, ResponseHead head, AnswerMapper answers) {
        this.request = request;
        this.head = head;
        this.answers = answers;
        this.answer = answers.assembler();
        this.holdsBack = request.rewrittenOutput().isPresent();
    }

    @Override
    public List<ChatChunk> read(ByteBuffer bytes) {
        List<SseEvent> events = decoder.feed(bytes);
        return Chunks.withSignOfLife(events, chunks(events));
    }

    @Override
    public List<ChatChunk> end() {
        List<ChatChunk> chunks = new ArrayList<>(chunks(decoder.end()));
        if (!finished) {
            if (!answer.isWhole()) {
                throw new PluginException(ErrorType.UNAVAILABLE, "the stream ended before the answer did");
            }
            finish(chunks);
        }
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
            if (!finished) {
                accept(event, chunks);
            }
        }
        return chunks;
    }

    private void accept(SseEvent event, List<ChatChunk> chunks) {
        String data = event.data().strip();
        if (data.equals(DONE)) {
            finish(chunks);
        } else if (event.name().equals("error")) {
            throw answers.failure(head, data);
        } else if (!data.isEmpty()) {
            String text = answer.add(answers.fields(head, data));
            if (!text.isEmpty() && !holdsBack) {
                chunks.add(ChatChunk.text(text));
            }
        }
    }

    private void finish(List<ChatChunk> chunks) {
        ChatResponse response = answers.judged(request, head, answer.toAnswer());
        finished = true;
        if (holdsBack) {
            chunks.addAll(Chunks.whole(response));
        } else {
            chunks.add(ChatChunk.end(response));
        }
    }
}
