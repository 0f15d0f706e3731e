package dev.keelson.provider.anthropic;

import dev.keelson.provider.support.JsonFields;

/**
 * One content block of an answer.
 *
 * @param fields the block as the upstream gave it
 * @param arguments the input of a call as JSON text, possibly broken; {} on blocks without input
 * @param isWhole nothing of the block is missing
 */
record AnswerBlock(JsonFields fields, String arguments, boolean isWhole) {

    String type() {
        return fields.text("type").orElse("");
    }

    boolean isText() {
        return type().equals("text");
    }

    /** A call for the host to make; those that the upstream makes itself have another type. */
    boolean isToolCall() {
        return type().equals("tool_use");
    }

    /** Empty on blocks that are no text. */
    String text() {
        return isText() ? fields.text("text").orElse("") : "";
    }
}
