package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;

/** An input with its right output, as the author wrote them. Both are valid against the contract. */
public record Example(String title, JsonNode input, JsonNode output) {}
