package dev.keelson.core.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.error.Violation;
import java.util.ArrayList;
import java.util.List;

/** What a case expects: a part of an output. Objects may leave fields out; lists and values are compared whole. */
public final class ExpectedOutput {

    private ExpectedOutput() {}

    /** What of the expectation no output can ever have; pointers start at the expectation. */
    public static List<Violation> violations(Contract contract, JsonNode expected) {
        List<Violation> violations = new ArrayList<>();
        if (!expected.isObject()) {
            return List.of(
                    Violation.at("", "type", "no object (expected: the part of the output that must be as given)"));
        }
        expected.properties()
                .forEach(each -> check(
                        contract.output().path("properties").path(each.getKey()),
                        each.getValue(),
                        "/" + each.getKey(),
                        violations));
        return violations;
    }

    private static void check(JsonNode schema, JsonNode value, String pointer, List<Violation> violations) {
        if (!schema.isObject()) {
            violations.add(Violation.at(pointer, "additionalProperties", "no field of the output"));
        } else if (value.isObject() && schema.has("properties")) {
            value.properties()
                    .forEach(each -> check(
                            schema.get("properties").path(each.getKey()),
                            each.getValue(),
                            pointer + "/" + each.getKey(),
                            violations));
        } else {
            CompiledSchema.of(schema)
                    .validate(value)
                    .forEach(each ->
                            violations.add(Violation.at(pointer + each.pointer(), each.rule(), each.message())));
        }
    }

    /** Whether the output has all that is expected. */
    public static boolean isMet(JsonNode expected, JsonNode output) {
        if (!expected.isObject()) {
            return same(expected, output);
        }
        return output.isObject()
                && expected.properties().stream()
                        .allMatch(
                                each -> output.has(each.getKey()) && isMet(each.getValue(), output.get(each.getKey())));
    }

    private static boolean same(JsonNode expected, JsonNode output) {
        if (expected.isNumber() && output.isNumber()) {
            return expected.decimalValue().compareTo(output.decimalValue()) == 0;
        }
        return expected.equals(output);
    }
}
