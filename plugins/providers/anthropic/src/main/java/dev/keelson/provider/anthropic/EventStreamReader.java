package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatChunk;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.provider.support.BodyReader;
import dev.keelson.provider.support.Chunks;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.SseDecoder;
import dev.keelson.provider.support.SseEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads a stream of message events. Text goes out as it arrives, unless the answer has to be rewritten to fit the original
 * schema: then it goes out at the end, so that what was streamed equals the answer. Not thread-safe.
 */
final class EventStreamReader implements BodyReader {
    private static final String DONE = "[DONE]";
    private static final Set<String> NAMES = Set.of(
            "",
            "message",
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");

    private final SseDecoder decoder = new SseDecoder();
    private final WireRequest request;
    private final Received received;
    private final AnswerMapper answers;
    private final AnswerAssembler answer;
    private final boolean holdsBack;
    private boolean finished;

    EventStreamReader(WireRequest request, Received received, AnswerMapper answers) {
        this.request = request;
        this.received = received;
        this.answers = answers;
        this.answer = answers.assembler();
        this.holdsBack = request.rewrittenOutput().isPresent();
    }

    @Override
    public List<ChatChunk> read(ByteBuffer bytes) {
        List<SseEvent> events = decoder.feed(bytes);
        return Chunks.withSignOfLife(events, named(() -> chunks(events)));
    }

    @Override
    public List<ChatChunk> end() {
        return named(() -> {
            List<ChatChunk> chunks = chunks(decoder.end());
            if (!finished) {
                throw new PluginException(ErrorType.UNAVAILABLE, "the stream ended before the answer did");
            }
            return chunks;
        });
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public boolean isWhole() {
        return answer.isWhole();
    }

    private List<ChatChunk> named(Supplier<List<ChatChunk>> chunks) {
        try {
            return chunks.get();
        } catch (PluginException failure) {
            throw received.named(failure);
        }
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
        // Proxies add heartbeats of their own, and the end that other APIs have.
        if (data.isEmpty() || data.equals(DONE) || !NAMES.contains(event.name())) {
            return;
        }
        JsonFields fields = answers.fields(data);
        String text = answer.add(fields.text("type").orElse(event.name()), fields);
        if (!text.isEmpty() && !holdsBack) {
            chunks.add(ChatChunk.text(text));
        }
        if (answer.isWhole()) {
            finish(chunks);
        }
    }

    private void finish(List<ChatChunk> chunks) {
        ChatResponse response = answers.judged(request, received, answer.toAnswer());
        finished = true;
        if (holdsBack) {
            chunks.addAll(Chunks.whole(response));
        } else {
            chunks.add(ChatChunk.end(response));
        }
    }
}
