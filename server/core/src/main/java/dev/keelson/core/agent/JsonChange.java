package dev.keelson.core.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One value that differs between two JSON values.
 *
 * @param pointer JSON Pointer (RFC 6901) into the new value, for a removed one into the old
 * @param item id or name of the listed thing that the value belongs to, such as a rule or a tool; null outside such lists
 * @param before absent when added; a very long value stands as its cut text
 * @param after absent when removed; for a reordered list both are the ids or names in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JsonChange(
        String pointer,
        Kind kind,
        @Nullable String item,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {

    /** What became of a value. */
    public enum Kind {
        @JsonProperty("added")
        ADDED,
        @JsonProperty("removed")
        REMOVED,
        @JsonProperty("changed")
        CHANGED,
        /** The list has the same things in another order, apart from those that are listed as added or removed. */
        @JsonProperty("reordered")
        REORDERED
    }
}
