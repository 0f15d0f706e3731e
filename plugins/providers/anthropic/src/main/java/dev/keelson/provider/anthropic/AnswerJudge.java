package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.plugin.api.provider.ChatResponse;
import dev.keelson.plugin.api.provider.FinishReason;
import dev.keelson.plugin.api.provider.ToolCall;
import dev.keelson.provider.support.JsonFields;
import dev.keelson.provider.support.LoweredSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what one answer means: why it ended, which calls can be trusted, and what has to come back with the turn. */
final class AnswerJudge {
    private static final Set<String> ENDS = Set.of("end_turn", "stop_sequence");

    private final WireRequest request;
    private final JsonCodec json;
    private final List<String> notes;

    AnswerJudge(WireRequest request, JsonCodec json) {
        this.request = request;
        this.json = json;
        this.notes = new ArrayList<>(request.notes());
    }

    ChatResponse judge(RawAnswer raw, Received received) {
        requireUsable(raw);
        List<AnswerBlock> trusted = trusted(raw);
        List<ToolCall> calls = calls(trusted);
        var response = ChatResponse.model(
                        raw.model().filter(name -> !name.isBlank()).orElse(request.model()))
                .content(content(raw))
                .toolCalls(calls)
                .finishReason(finishReason(raw, calls))
                .usage(raw.usage())
                .citations(CitationMapper.map(raw.blocks()))
                .rateLimits(received.rateLimits());
        response = raw.id().map(response::responseId).orElse(response);
        response = received.requestId().map(response::requestId).orElse(response);
        if (raw.isRefusal()) {
            response = response.refusal(refusal(raw));
        }
        if (needsState(raw, trusted)) {
            response = response.providerState(TurnState.of(trusted));
        }
        return response.notes(notes).build();
    }

    private static void requireUsable(RawAnswer raw) {
        List<AnswerBlock> calls =
                raw.blocks().stream().filter(AnswerBlock::isToolCall).toList();
        if (calls.stream()
                .anyMatch(call -> call.fields().text("name").orElse("").isBlank())) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer has a tool call without a name");
        }
        if (raw.stopReason().equals("tool_use") && calls.isEmpty() && raw.text().isBlank()) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the answer says tool_use but has none");
        }
    }

    /** The blocks that can be used: of a cut answer, what was not finished must neither be executed nor sent back. */
    private List<AnswerBlock> trusted(RawAnswer raw) {
        List<AnswerBlock> all = raw.blocks();
        List<AnswerBlock> trusted = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            AnswerBlock block = all.get(i);
            boolean mayBeCut = raw.isCut() && (i == all.size() - 1 || !block.isWhole());
            if (block.isToolCall() && (mayBeCut || raw.isRefusal())) {
                notes.add(
                        "left out a cut call of " + block.fields().text("name").orElse(""));
            } else if (!mayBeCut || block.isText()) {
                trusted.add(block);
            }
        }
        return trusted;
    }

    /** Some gateways leave out ids, without which results could not be told apart. */
    private static List<ToolCall> calls(List<AnswerBlock> blocks) {
        List<ToolCall> calls = new ArrayList<>();
        for (AnswerBlock block : blocks) {
            if (block.isToolCall()) {
                String id = block.fields().text("id").orElse("");
                String name = block.fields().text("name").orElse("");
                calls.add(ToolCall.of(id.isBlank() ? "call_" + calls.size() : id, name, block.arguments()));
            }
        }
        return calls;
    }

    private String content(RawAnswer raw) {
        return request.rewrittenOutput()
                .map(schema -> restored(schema, raw.text()))
                .orElseGet(raw::text);
    }

    /** Text that does not parse stays as it is: the host says what is wrong with it. */
    private String restored(LoweredSchema schema, String text) {
        try {
            @Nullable Object answer = json.read(text);
            return json.write(schema.restore(answer));
        } catch (PluginException broken) {
            return text;
        }
    }

    private FinishReason finishReason(RawAnswer raw, List<ToolCall> calls) {
        if (raw.isRefusal()) {
            return FinishReason.CONTENT_FILTER;
        }
        if (raw.isPaused()) {
            return FinishReason.PAUSED;
        }
        boolean lostCall = calls.size()
                < raw.blocks().stream().filter(AnswerBlock::isToolCall).count();
        if (raw.isCut() && (calls.isEmpty() || lostCall)) {
            return FinishReason.LENGTH;
        }
        if (!calls.isEmpty()) {
            return FinishReason.TOOL_CALLS;
        }
        if (!ENDS.contains(raw.stopReason())) {
            notes.add("the upstream stopped with the reason \"" + raw.stopReason() + "\"");
        }
        return FinishReason.STOP;
    }

    private String refusal(RawAnswer raw) {
        Optional<String> category = detail(raw, "category");
        category.ifPresent(name -> notes.add("refusal category: " + name));
        return detail(raw, "explanation")
                .orElseGet(() -> "the model refused"
                        + category.map(name -> " (" + name + ")").orElse(""));
    }

    private static Optional<String> detail(RawAnswer raw, String name) {
        return raw.stopDetails()
                .flatMap((JsonFields details) -> details.text(name))
                .filter(text -> !text.isBlank());
    }

    /** Text and calls are in the message anyway. A refused turn is not to be built upon. */
    private static boolean needsState(RawAnswer raw, List<AnswerBlock> trusted) {
        boolean more = trusted.stream().anyMatch(block -> !block.isText() && !block.isToolCall());
        return !raw.isRefusal() && !trusted.isEmpty() && (more || raw.isPaused());
    }
}
