package dev.keelson.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the fields that rules name: {@code urgent}, {@code customer.plan}, {@code input.id}. */
final class ContractFields {
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";

    private final Contract contract;

    ContractFields(Contract contract) {
        this.contract = contract;
    }

    /** Throws {@link NotCheckable} when there is none, or one on each side. */
    FieldAt inCondition(String name) {
        Optional<FieldAt> input = find(INPUT, name);
        Optional<FieldAt> output = find(OUTPUT, name);
        if (input.isPresent() && output.isPresent()) {
            throw new NotCheckable("`" + name + "` is a field of input and output (expected: `input." + name
                    + "` or `output." + name + "`)");
        }
        return output.or(() -> input).orElseThrow(() -> missing(name));
    }

    /** What is claimed must be in the model's hands. Throws {@link NotCheckable} when it is not. */
    FieldAt inClaim(String name) {
        return find(OUTPUT, name)
                .orElseThrow(() -> find(INPUT, name).isPresent()
                        ? new NotCheckable("`" + name + "` is a field of the input, which no output can change")
                        : missing(name));
    }

    boolean isField(String name) {
        return find(INPUT, name).isPresent() || find(OUTPUT, name).isPresent();
    }

    private static NotCheckable missing(String name) {
        return new NotCheckable("`" + name + "` is no field (expected: a name as in the contract, with points"
                + " between objects; items of lists have no name)");
    }

    private Optional<FieldAt> find(String side, String name) {
        String own = name.startsWith(side + ".") ? name.substring(side.length() + 1) : name;
        JsonNode schema = side.equals(INPUT) ? contract.input() : contract.output();
        List<String> steps = new ArrayList<>(List.of(side));
        for (String step : own.split("\\.", -1)) {
            schema = schema.path("properties").path(step);
            steps.add(step);
        }
        return schema.isObject() ? Optional.of(new FieldAt(steps, schema)) : Optional.empty();
    }
}
