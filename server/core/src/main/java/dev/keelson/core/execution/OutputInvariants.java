package dev.keelson.core.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.CompiledSchema;
import dev.keelson.core.error.Violation;
import dev.keelson.core.spec.Invariant;
import dev.keelson.core.spec.InvariantFinder;
import java.util.List;
import java.util.stream.Collectors;

/** A version's invariants, compiled once, to hold each output against. Safe for concurrent use. */
record OutputInvariants(List<Bound> all) {
    private static final int MAX_LISTED = 20;

    OutputInvariants {
        all = List.copyOf(all);
    }

    static OutputInvariants of(List<Invariant> invariants) {
        return new OutputInvariants(invariants.stream()
                .map(invariant -> new Bound(invariant, CompiledSchema.of(invariant.schema())))
                .toList());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The broken ones, each with its rule's id as the rule and its sentence as the message. */
    List<Violation> violations(JsonNode input, JsonNode output) {
        JsonNode both = InvariantFinder.together(input, output);
        return all.stream()
                .filter(bound -> !bound.schema().validate(both).isEmpty())
                .map(bound -> Violation.at(
                        "", bound.invariant().ruleId(), bound.invariant().text()))
                .toList();
    }

    /** The broken rules for people and models: {@code [r-1a2b3c4d] `urgent` is never true}. */
    static String list(List<Violation> broken) {
        return broken.stream()
                .limit(MAX_LISTED)
                .map(each -> "[" + each.rule() + "] " + each.message())
                .collect(Collectors.joining("; "));
    }

    /** An invariant with its compiled schema. */
    record Bound(Invariant invariant, CompiledSchema schema) {}
}
