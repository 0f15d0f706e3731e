package dev.keelson.core.schemachange;

import dev.keelson.core.common.Json;
import dev.keelson.core.compatibility.ChangeClass;
import dev.keelson.core.compatibility.ContractChange;
import dev.keelson.core.compatibility.ContractComparison;
import dev.keelson.core.compatibility.CounterExample;
import dev.keelson.core.compatibility.Direction;
import dev.keelson.core.contract.Contract;
import java.util.List;

/**
 * Judges by the new output's {@code maxProperties}, for tests that need a verdict and not its reasons: 11 is compatible, 12
 * risky, 13 breaking; contracts without it differ in behaviour.
 */
public final class MaxPropertiesComparer implements ContractComparer {
    private volatile String rule = "output.max-properties";

    public static Contract contract(Contract base, int maxProperties) {
        return new Contract(base.input(), Json.parse("{\"type\":\"object\",\"maxProperties\":" + maxProperties + "}"));
    }

    /** From now on the same change is judged by another rule, as after an upgrade. */
    public void upgrade() {
        rule = "output.max-properties.v2";
    }

    @Override
    public ContractComparison compare(Contract old, Contract next) {
        ChangeClass verdict = switch (next.output().path("maxProperties").asInt()) {
            case 11 -> ChangeClass.COMPATIBLE;
            case 12 -> ChangeClass.RISKY;
            case 13 -> ChangeClass.BREAKING;
            default -> ChangeClass.BEHAVIOUR;
        };
        var change = new ContractChange(Direction.OUTPUT, "/maxProperties", verdict, rule, "The limit differs.");
        CounterExample shown = verdict == ChangeClass.BREAKING
                ? new CounterExample(Direction.OUTPUT, Json.parse("{\"team\":1.50}"), List.of())
                : null;
        return new ContractComparison(verdict, List.of(change), shown);
    }
}
