package dev.keelson.provider.google;

import dev.keelson.plugin.api.provider.Usage;
import dev.keelson.provider.support.JsonFields;
import java.util.List;
import java.util.Optional;

/** Puts one answer together from one or many GenerateContentResponses. Not thread-safe. */
final class AnswerAssembler {
    private final Parts parts = new Parts();
    private final CitationMapper citations = new CitationMapper();
    private Optional<String> model = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<String> blocked = Optional.empty();
    private Optional<String> token = Optional.empty();
    private Ending ending = Ending.NONE;
    private Usage usage = Usage.none();

    /** Takes in one response and gives back its text. Its counts are totals so far, so the latest count. */
    String add(JsonFields response) {
        model = given(response, "modelVersion").or(() -> model);
        id = given(response, "responseId").or(() -> id);
        response.object("usageMetadata").map(UsageMapper::map).ifPresent(counts -> usage = counts);
        response.object("promptFeedback")
                .flatMap(AnswerAssembler::blockReason)
                .ifPresent(reason -> blocked = Optional.of(reason));
        return response.objects("candidates").stream()
                .findFirst()
                .map(this::addCandidate)
                .orElse("");
    }

    /** Takes in responses whose text nobody waits for. */
    void addAll(List<JsonFields> responses) {
        for (JsonFields response : responses) {
            var unusedText = add(response);
        }
    }

    /** The model has said why it stopped, or why it did not begin. */
    boolean isWhole() {
        return ending.kind() != Ending.Kind.NONE || blocked.isPresent();
    }

    RawAnswer toAnswer() {
        // A token in the middle of an answer is a checkpoint, which an answer that comes to its end does not need.
        Optional<String> resume = ending.kind() == Ending.Kind.INTERRUPTED ? token : Optional.empty();
        return new RawAnswer(model, id, parts, ending, blocked, resume, usage, citations.citations());
    }

    private String addCandidate(JsonFields candidate) {
        Ending.of(candidate).ifPresent(known -> ending = known);
        token = given(candidate, "continuationToken").or(() -> token);
        citations.add(candidate);
        StringBuilder text = new StringBuilder();
        candidate.object("content").stream()
                .flatMap(content -> content.objects("parts").stream())
                .forEach(part -> text.append(parts.add(part)));
        return text.toString();
    }

    private static Optional<String> blockReason(JsonFields feedback) {
        Optional<String> message = given(feedback, "blockReasonMessage");
        return given(feedback, "blockReason")
                .filter(reason -> !reason.endsWith("REASON_UNSPECIFIED"))
                .map(reason -> message.map(text -> reason + ": " + text).orElse(reason));
    }

    private static Optional<String> given(JsonFields fields, String name) {
        return fields.text(name).filter(text -> !text.isBlank());
    }
}
