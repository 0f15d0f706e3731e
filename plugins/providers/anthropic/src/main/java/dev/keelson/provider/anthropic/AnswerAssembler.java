package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts one answer together from the events of a stream. Not thread-safe. */
final class AnswerAssembler {
    private static final int MAX_BLOCKS = 1_024;

    private final JsonCodec json;
    /** In order of arrival. */
    private final List<BlockDraft> blocks = new ArrayList<>();
    /** By the index that the upstream gave; a gateway that gives one twice means the latest. */
    private final Map<Long, BlockDraft> byIndex = new HashMap<>();

    private final Map<String, Object> usage = new LinkedHashMap<>();
    private Optional<String> model = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<JsonFields> stopDetails = Optional.empty();
    private String stopReason = "";
    private boolean started;
    private boolean ended;

    AnswerAssembler(JsonCodec json) {
        this.json = json;
    }

    /** Takes in one event and gives back its text. Unknown events are skipped. */
    String add(String type, JsonFields event) {
        switch (type) {
            case "message_start" -> event.object("message").ifPresent(this::start);
            case "content_block_start" -> {
                return open(event);
            }
            case "content_block_delta" -> {
                return grow(event);
            }
            case "content_block_stop" -> draft(event).ifPresent(BlockDraft::end);
            case "message_delta" -> change(event);
            case "message_stop" -> ended = true;
            default -> {
                // Heartbeats, and whatever newer versions of the API add.
            }
        }
        return "";
    }

    /** The upstream has said that the answer is complete. */
    boolean isWhole() {
        return ended;
    }

    RawAnswer toAnswer() {
        if (!started) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the stream has no message");
        }
        return new RawAnswer(
                model,
                id,
                blocks.stream().map(BlockDraft::finish).toList(),
                stopReason,
                stopDetails,
                UsageMapper.map(new JsonFields(usage)));
    }

    private void start(JsonFields message) {
        started = true;
        model = message.text("model");
        id = message.text("id");
        message.object("usage").ifPresent(this::overwriteUsage);
    }

    private String open(JsonFields event) {
        if (blocks.size() >= MAX_BLOCKS) {
            throw new PluginException(
                    ErrorType.MALFORMED_RESPONSE, "the answer has more than " + MAX_BLOCKS + " content blocks");
        }
        JsonFields block = event.object("content_block").orElse(new JsonFields(Map.of()));
        started = true;
        BlockDraft draft = new BlockDraft(block, json);
        blocks.add(draft);
        byIndex.put(index(event), draft);
        return block.text("type").orElse("").equals("text") ? block.text("text").orElse("") : "";
    }

    private String grow(JsonFields event) {
        JsonFields delta = event.object("delta").orElse(new JsonFields(Map.of()));
        Optional<BlockDraft> draft = draft(event);
        draft.ifPresent(block -> block.add(delta));
        boolean isText = draft.filter(BlockDraft::isText).isPresent()
                && delta.text("type").orElse("").equals("text_delta");
        return isText ? delta.text("text").orElse("") : "";
    }

    private void change(JsonFields event) {
        event.object("delta").ifPresent(delta -> {
            delta.text("stop_reason").ifPresent(reason -> stopReason = reason);
            stopDetails = delta.object("stop_details").or(() -> stopDetails);
        });
        event.object("usage").ifPresent(this::overwriteUsage);
    }

    /** Counts are cumulative: the latest of each is the right one. */
    private void overwriteUsage(JsonFields counts) {
        counts.map().forEach((key, value) -> {
            if (value != null) {
                usage.put(key.toString(), value);
            }
        });
    }

    private Optional<BlockDraft> draft(JsonFields event) {
        return Optional.ofNullable(byIndex.get(index(event)));
    }

    private static long index(JsonFields event) {
        return event.integer("index").orElse(0L);
    }
}
