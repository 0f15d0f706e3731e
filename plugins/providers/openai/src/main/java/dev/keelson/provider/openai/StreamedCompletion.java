package dev.keelson.provider.openai;

import dev.keelson.plugin.api.provider.Usage;
import dev.keelson.provider.support.JsonFields;
import java.util.Optional;

/** Puts one answer together from chunks of Chat Completions. */
final class StreamedCompletion implements StreamedAnswer {
    private final StreamedToolCalls toolCalls = new StreamedToolCalls();
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final Citations citations = new Citations();
    private Optional<String> model = Optional.empty();
    private Optional<String> id = Optional.empty();
    private String finishReason = "";
    private Usage usage = Usage.none();

    /** Usage comes with or without choices, and the latest counts. */
    @Override
    public String add(JsonFields chunk) {
        model = chunk.text("model").or(() -> model);
        id = chunk.text("id").filter(text -> !text.isBlank()).or(() -> id);
        usage = chunk.object("usage").map(ChatAnswers::usage).orElse(usage);
        return chunk.objects("choices").stream()
                .findFirst()
                .map(this::addChoice)
                .orElse("");
    }

    /** The usage follows the finish reason, so that only the end of the stream ends the answer. */
    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public boolean isWhole() {
        return !finishReason.isEmpty();
    }

    @Override
    public RawAnswer toAnswer() {
        return new RawAnswer(
                model,
                id,
                new RawContent(content.toString(), refusal.toString(), toolCalls.calls(), citations.all(), null),
                ChatAnswers.ending(finishReason),
                usage);
    }

    private String addChoice(JsonFields choice) {
        finishReason = choice.text("finish_reason").orElse(finishReason);
        return choice.object("delta").map(this::addDelta).orElse("");
    }

    private String addDelta(JsonFields delta) {
        String text = delta.text("content").orElse("");
        content.append(text);
        refusal.append(delta.text("refusal").orElse(""));
        citations.addAll(delta);
        delta.objects("tool_calls").forEach(toolCalls::add);
        return text;
    }
}
