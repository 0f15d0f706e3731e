package dev.keelson.provider.perplexity;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.provider.support.BodyReader;
import dev.keelson.provider.support.Chunks;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.ResponseHead;
import dev.keelson.provider.support.SseDecoder;
import dev.keelson.provider.support.SseEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a stream of events, which ends with {@code response.completed} or not at all. Text goes out as it arrives, unless
 * the answer has to be rewritten to fit the original schema: then it goes out at the end, so that what was streamed equals
 * the answer.
 */
final class EventStreamReader implements BodyReader {
    private final SseDecoder decoder = new SseDecoder();
    private final StreamDraft draft = new StreamDraft();
    private final WireRequest request;
    private final ResponseHead head;
    private final AnswerMapper answers;
    private final boolean holdsBack;
    private int sentLength;
    private boolean finished;

    EventStreamReader(WireRequest request, ResponseHead head, AnswerMapper answers) {
        this.request = request;
        this.head = head;
        this.answers = answers;
        this.holdsBack = request.rewrittenOutput().isPresent();
    }

    @Override
    public List<ChatChunk> read(ByteBuffer bytes) {
        List<SseEvent> events = decoder.feed(bytes);
        return Chunks.withSignOfLife(events, chunks(events));
    }

    @Override
    public List<ChatChunk> end() {
        List<ChatChunk> chunks = chunks(decoder.end());
        if (!finished) {
            throw new PluginException(ErrorType.UNAVAILABLE, "the stream ended before the answer did");
        }
        return chunks;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public boolean isWhole() {
        return finished;
    }

    private List<ChatChunk> chunks(List<SseEvent> events) {
        List<ChatChunk> chunks = new ArrayList<>();
        for (SseEvent event : events) {
            String data = event.data().strip();
            if (!finished && !data.isEmpty() && !data.equals("[DONE]")) {
                accept(event.name(), data, chunks);
            }
        }
        return chunks;
    }

    private void accept(String name, String data, List<ChatChunk> chunks) {
        if (name.equals("error")) {
            throw answers.failure(head, data);
        }
        JsonFields event = answers.fields(data);
        switch (event.text("type").orElse(name)) {
            case "response.output_text.delta" -> addText(event, chunks);
            case "response.output_item.done" -> draft.addItem(event);
            case "response.reasoning.search_results" -> draft.addSearchResults(event);
            case "response.completed" -> finish(event, "completed", chunks);
            case "response.incomplete" -> finish(event, "incomplete", chunks);
            case "response.failed", "response.cancelled", "error" -> throw answers.failure(head, event);
            default -> addOther(event);
        }
    }

    /** Events that are not known are of no interest, unless they report an error. */
    private void addOther(JsonFields event) {
        if (AgentError.isIn(event)) {
            throw answers.failure(head, event);
        }
        draft.addResponse(event);
    }

    private void addText(JsonFields event, List<ChatChunk> chunks) {
        String delta = event.text("delta").orElse("");
        draft.addText(delta);
        if (!delta.isEmpty() && !holdsBack) {
            sentLength += delta.length();
            chunks.add(ChatChunk.text(delta));
        }
    }

    private void finish(JsonFields event, String status, List<ChatChunk> chunks) {
        ChatResponse response = answers.judged(request, head, draft.answer(event, status, !holdsBack));
        finished = true;
        if (sentLength == 0) {
            chunks.addAll(Chunks.whole(response));
            return;
        }
        if (response.content().length() > sentLength) {
            chunks.add(ChatChunk.text(response.content().substring(sentLength)));
        }
        chunks.add(ChatChunk.end(response));
    }
}
