package dev.keelson.adminui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.compatibility.ContractChange;
import dev.keelson.core.compatibility.Direction;
import dev.keelson.core.contract.Contract;

/**
 * One difference between two contracts as a page shows it.
 *
 * @param before what stands there in the old schema, shortened; empty for nothing
 * @param after what stands there in the new one
 */
public record ContractRow(ContractChange change, String before, String after) {
    private static final int MAX_LENGTH = 300;

    static ContractRow of(ContractChange change, Contract old, Contract next) {
        return new ContractRow(change, at(change, old), at(change, next));
    }

    private static String at(ContractChange change, Contract contract) {
        JsonNode schema = change.direction() == Direction.INPUT ? contract.input() : contract.output();
        JsonNode value = schema.at(change.pointer());
        String text = value.isMissingNode() ? "" : Json.text(value);
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
