package dev.keelson.provider.openai;

import dev.keelson.provider.support.JsonFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts one answer together from the events of the Responses API. Unknown events are skipped. */
final class StreamedResponse implements StreamedAnswer {
    private final ResponsesAnswers answers;
    private final StreamedItems items = new StreamedItems();
    private @Nullable JsonFields response;

    StreamedResponse(ResponsesAnswers answers) {
        this.answers = answers;
    }

    @Override
    public String add(JsonFields event) {
        switch (event.text("type").orElse("")) {
            case "response.output_item.added" -> items.open(event);
            case "response.output_item.done" -> items.close(event);
            case "response.output_text.delta" -> {
                return items.addText(event);
            }
            case "response.refusal.delta" -> items.addRefusal(event);
            case "response.function_call_arguments.delta" -> items.addArguments(event);
            case "response.completed", "response.incomplete" -> response = responseOf(event);
            case "response.failed" -> throw answers.failure(responseOf(event));
            default -> {
                // Progress, reasoning summaries, searches and kinds that come later say nothing about the answer.
            }
        }
        return "";
    }

    @Override
    public boolean isOver() {
        return isWhole();
    }

    @Override
    public boolean isWhole() {
        return response != null;
    }

    @Override
    public RawAnswer toAnswer() {
        if (response == null) {
            throw new IllegalStateException("the answer is not whole");
        }
        return answers.read(response, items.output(response.objects("output")));
    }

    private static JsonFields responseOf(JsonFields event) {
        return event.object("response").orElse(new JsonFields(Map.of()));
    }
}
