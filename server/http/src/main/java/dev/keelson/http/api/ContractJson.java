package dev.keelson.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.common.Json;
import dev.keelson.core.compatibility.ContractChange;
import dev.keelson.core.compatibility.ContractComparison;
import dev.keelson.core.compatibility.CounterExample;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.contract.SchemaCheck;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.util.ArrayList;
import java.util.List;

/** Contracts and what lies between them, as JSON. */
final class ContractJson {
    private static final List<String> SIDES = List.of("old", "new");
    private static final List<String> SCHEMAS = List.of("input", "output");

    private ContractJson() {}

    /** Fails with {@link ErrorCode#REQUEST_INVALID} and every violation of all four schemas. */
    static void requireSchemas(JsonNode body) {
        List<Violation> violations = new ArrayList<>();
        for (String side : SIDES) {
            for (String schema : SCHEMAS) {
                String pointer = "/" + side + "/" + schema;
                SchemaCheck.violations(body.at(pointer)).stream()
                        .map(each -> Violation.at(pointer + each.pointer(), each.rule(), each.message()))
                        .forEach(violations::add);
            }
        }
        if (!violations.isEmpty()) {
            throw new KeelsonException(
                    ErrorCode.REQUEST_INVALID,
                    "not every schema is valid JSON Schema 2020-12",
                    violations.subList(0, Math.min(violations.size(), SchemaCheck.MAX_VIOLATIONS)));
        }
    }

    static Contract toContract(JsonNode contract) {
        return new Contract(contract.path("input"), contract.path("output"));
    }

    static ObjectNode comparison(ContractComparison comparison) {
        ObjectNode json = Json.object().put("verdict", comparison.verdict().id());
        ArrayNode changes = json.putArray("changes");
        comparison.changes().forEach(change -> changes.add(change(change)));
        CounterExample example = comparison.counterExample();
        return example == null ? json.putNull("counterExample") : json.set("counterExample", counterExample(example));
    }

    private static ObjectNode change(ContractChange change) {
        return Json.object()
                .put("direction", change.direction().id())
                .put("pointer", change.pointer())
                .put("class", change.changeClass().id())
                .put("rule", change.rule())
                .put("reason", change.reason());
    }

    private static ObjectNode counterExample(CounterExample example) {
        ObjectNode json = Json.object().put("direction", example.direction().id());
        json.set("instance", example.instance());
        ArrayNode violations = json.putArray("violations");
        example.violations()
                .forEach(each -> violations
                        .addObject()
                        .put("pointer", each.pointer())
                        .put("rule", each.rule())
                        .put("message", each.message()));
        return json;
    }
}
