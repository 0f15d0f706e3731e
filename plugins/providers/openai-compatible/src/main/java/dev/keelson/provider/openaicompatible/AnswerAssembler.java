package dev.keelson.provider.openaicompatible;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import dev.keelson.provider.support.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts one answer together from completion chunks. Not thread-safe. */
final class AnswerAssembler {
    private static final int MAX_ANNOTATIONS = 10_000;

    private final ToolCallAssembler toolCalls;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<JsonFields> annotations = new ArrayList<>();
    private String model = "";
    private String id = "";
    private String finishReason = "";
    private JsonFields usage = new JsonFields(Map.of());
    private boolean hasChoice;

    AnswerAssembler(JsonCodec json) {
        this.toolCalls = new ToolCallAssembler(json);
    }

    /** Takes in one chunk and gives back its text. Usage comes with or without choices, and the latest counts. */
    String add(JsonFields chunk) {
        chunk.text("model").filter(text -> !text.isBlank()).ifPresent(text -> model = text);
        chunk.text("id").filter(text -> !text.isBlank()).ifPresent(text -> id = text);
        chunk.object("usage").ifPresent(counts -> usage = counts);
        return chunk.objects("choices").stream()
                .findFirst()
                .map(this::addChoice)
                .orElse("");
    }

    /** The upstream has said why it stopped. */
    boolean isWhole() {
        return !finishReason.isEmpty();
    }

    RawAnswer toAnswer() {
        if (!hasChoice) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, "the stream has no choices");
        }
        return new RawAnswer(
                Optional.of(model),
                Optional.of(id).filter(text -> !text.isEmpty()),
                content.toString(),
                refusal.toString(),
                reasoning.toString(),
                toolCalls.calls(),
                annotations,
                finishReason,
                usage);
    }

    private String addChoice(JsonFields choice) {
        hasChoice = true;
        choice.text("finish_reason").filter(text -> !text.isBlank()).ifPresent(text -> finishReason = text);
        return choice.object("delta").map(this::addDelta).orElse("");
    }

    private String addDelta(JsonFields delta) {
        String text = ContentText.of(delta);
        content.append(text);
        refusal.append(ContentText.refusal(delta));
        reasoning.append(Reasoning.of(delta));
        addAnnotations(delta);
        delta.objects("tool_calls").forEach(toolCalls::add);
        return text;
    }

    private void addAnnotations(JsonFields delta) {
        for (JsonFields annotation : delta.objects("annotations")) {
            if (annotations.size() < MAX_ANNOTATIONS) {
                annotations.add(annotation);
            }
        }
    }
}
