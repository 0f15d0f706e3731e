package dev.keelson.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A labelled input and what the agent said to it; {@code output} is null if Keelson refused to answer. */
record Judged(LabelledInput labelled, @Nullable JsonNode output) {

    boolean isRefused() {
        return output == null;
    }

    /** Numbers are equal by value, so that 42 is 42.0. A refused input is wrong in every field. */
    boolean isRight(String field) {
        JsonNode expected = labelled.expected().path(field);
        return output != null && same(expected, output.path(field));
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        boolean bothAbsent = expected.isNull() && actual.isMissingNode();
        return bothAbsent || expected.equals(actual);
    }
}
