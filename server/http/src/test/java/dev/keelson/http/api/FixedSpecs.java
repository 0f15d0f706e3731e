package dev.keelson.http.api;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Json;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.spec.CompiledSpec;
import dev.keelson.core.spec.SpecCompiler;
import java.util.List;

/** Compiles any text that starts with a title; one that holds "other contract" has another contract. */
final class FixedSpecs implements SpecCompiler {

    @Override
    public CompiledSpec compile(String markdown) {
        if (!markdown.startsWith("# ")) {
            throw new KeelsonException(
                    ErrorCode.SPEC_INVALID,
                    "the spec has 1 error",
                    List.of(Violation.atLine(1, "title", "no title (expected: a line that starts with #)")));
        }
        String title = markdown.lines().findFirst().orElseThrow().substring(2);
        Contract contract = Fixtures.contract();
        if (markdown.contains("other contract")) {
            contract = new Contract(contract.input(), Json.parse("{\"type\":\"object\"}"));
        }
        return new CompiledSpec(title, Fixtures.PURPOSE, List.of(), contract, List.of(), markdown);
    }
}
