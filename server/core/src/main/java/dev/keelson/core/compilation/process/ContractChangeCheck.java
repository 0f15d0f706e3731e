package dev.keelson.core.compilation.process;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.AgentVersionRepository;
import dev.keelson.core.common.Json;
import dev.keelson.core.compatibility.ContractComparison;
import dev.keelson.core.compatibility.CounterExample;
import dev.keelson.core.compilation.CompilationProcess;
import dev.keelson.core.compilation.ProcessInput;
import dev.keelson.core.compilation.ProcessName;
import dev.keelson.core.compilation.ProcessResult;
import dev.keelson.core.contract.Contract;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Compares the draft's contract with the one that was published last. */
final class ContractChangeCheck implements CompilationProcess {
    private static final int MAX_CHANGES = 100;

    private final AgentVersionRepository versions;
    private final BiFunction<Contract, Contract, Future<ContractComparison>> comparing;

    ContractChangeCheck(
            AgentVersionRepository versions, BiFunction<Contract, Contract, Future<ContractComparison>> comparing) {
        this.versions = versions;
        this.comparing = comparing;
    }

    @Override
    public ProcessName name() {
        return ProcessName.CONTRACT_CHANGE;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Set<ProcessName> needs() {
        return Set.of(ProcessName.DEFINITION);
    }

    @Override
    public Future<String> surroundings(ProcessInput input) {
        return versions.latest(input.agent())
                .map(latest -> latest.map(AgentVersion::digest).orElse("none"));
    }

    @Override
    public Future<ProcessResult> run(ProcessInput input) {
        AgentDefinition definition = input.definition();
        if (definition == null) {
            return Future.succeededFuture(ByRules.withoutDefinition());
        }
        return versions.latest(input.agent()).compose(latest -> compare(latest, definition));
    }

    private Future<ProcessResult> compare(Optional<AgentVersion> latest, AgentDefinition definition) {
        if (latest.isEmpty()) {
            return Future.succeededFuture(ProcessResult.byRules(
                    "Nothing is published yet, so no caller depends on a contract.",
                    Json.object().put("verdict", "NONE").putNull("version")));
        }
        AgentVersion version = latest.get();
        return comparing
                .apply(version.definition().contract(), definition.contract())
                .map(comparison -> result(version, comparison));
    }

    private static ProcessResult result(AgentVersion version, ContractComparison comparison) {
        ObjectNode result = Json.object()
                .put("verdict", comparison.verdict().id())
                .put("version", version.number())
                .put("total", comparison.changes().size());
        ArrayNode changes = result.putArray("changes");
        comparison.changes().stream()
                .limit(MAX_CHANGES)
                .forEach(change -> changes.addObject()
                        .put("direction", change.direction().id())
                        .put("pointer", change.pointer())
                        .put("class", change.changeClass().id())
                        .put("rule", change.rule())
                        .put("reason", change.reason()));
        CounterExample counter = comparison.counterExample();
        if (counter != null) {
            result.putObject("counterExample")
                    .put("direction", counter.direction().id())
                    .set("instance", counter.instance());
        }
        return ProcessResult.byRules(
                comparison.changes().isEmpty()
                        ? "The contract is that of version " + version.number() + "."
                        : "The contract differs from version " + version.number() + " in "
                                + Counted.of(comparison.changes().size(), "place") + ": "
                                + comparison.verdict().id() + ".",
                result);
    }
}
