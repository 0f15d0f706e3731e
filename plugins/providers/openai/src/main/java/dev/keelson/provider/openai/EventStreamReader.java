package dev.keelson.provider.openai;

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
 * Reads a stream of either form of the API. Text goes out as it arrives, unless the answer has to be rewritten to fit the
 * original schema: then it goes out at the end, so that what was streamed equals the answer.
 */
final class EventStreamReader implements BodyReader {
    private static final String DONE = "[DONE]";

    private final SseDecoder decoder = new SseDecoder();
    private final StringBuilder streamed = new StringBuilder();
    private final WireRequest request;
    private final ResponseHead head;
    private final AnswerReader answers;
    private final StreamedAnswer answer;
    private final boolean holdsBack;
    private boolean finished;

    EventStreamReader(WireRequest request, ResponseHead head, AnswerReader answers) {
        this.request = request;
        this.head = head;
        this.answers = answers;
        this.answer = answers.streamedAnswer();
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
        if (event.name().equals("error")) {
            throw answers.failure(data);
        }
        if (data.equals(DONE)) {
            finish(chunks);
        } else if (!data.isEmpty()) {
            giveOut(answer.add(answers.fields(data)), chunks);
            if (answer.isOver()) {
                finish(chunks);
            }
        }
    }

    private void giveOut(String text, List<ChatChunk> chunks) {
        if (!text.isEmpty() && !holdsBack) {
            streamed.append(text);
            chunks.add(ChatChunk.text(text));
        }
    }

    private void finish(List<ChatChunk> chunks) {
        if (!answer.isWhole()) {
            throw new PluginException(ErrorType.UNAVAILABLE, "the stream ended before the answer did");
        }
        ChatResponse response = answers.judged(request, head, answer.toAnswer());
        finished = true;
        if (holdsBack) {
            chunks.addAll(Chunks.whole(response));
            return;
        }
        if (!response.content().startsWith(streamed.toString())) {
            throw new PluginException(
                    ErrorType.MALFORMED_RESPONSE, "the answer at the end of the stream is not what was streamed");
        }
        giveOut(response.content().substring(streamed.length()), chunks);
        chunks.add(ChatChunk.end(response));
    }
}
