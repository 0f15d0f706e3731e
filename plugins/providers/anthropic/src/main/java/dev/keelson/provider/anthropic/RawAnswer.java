package dev.keelson.provider.anthropic;

import dev.keelson.plugin.api.provider.Usage;
import dev.keelson.provider.support.JsonFields;
import java.util.List;
import java.util.Optional;

/**
 * What the upstream said, whole or put together from a stream, before it is judged.
 *
 * @param stopReason in the upstream's words; empty when it gave none
 * @param stopDetails more about a refusal
 */
record RawAnswer(
        Optional<String> model,
        Optional<String> id,
        List<AnswerBlock> blocks,
        String stopReason,
        Optional<JsonFields> stopDetails,
        Usage usage) {

    /** The answer was cut by a limit, so its last block may be incomplete. */
    boolean isCut() {
        return stopReason.equals("max_tokens") || stopReason.equals("model_context_window_exceeded");
    }

    boolean isRefusal() {
        return stopReason.equals("refusal");
    }

    boolean isPaused() {
        return stopReason.equals("pause_turn");
    }

    String text() {
        StringBuilder all = new StringBuilder();
        blocks.forEach(block -> all.append(block.text()));
        return all.toString();
    }
}
