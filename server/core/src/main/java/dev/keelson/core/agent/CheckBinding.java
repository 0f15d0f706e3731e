package dev.keelson.core.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * An evaluator that judges every output before it leaves.
 *
 * @param name unique in the agent
 * @param evaluator kind of evaluator, such as {@code field-match}
 */
public record CheckBinding(String name, String evaluator, JsonNode config, OnFailure onFailure) {

    /** What follows when the output does not pass. */
    public enum OnFailure {
        /** The trace says so; the answer leaves. */
        @JsonProperty("record")
        RECORD,
        /** The caller gets {@code check_failed}. */
        @JsonProperty("fail")
        FAIL
    }
}
